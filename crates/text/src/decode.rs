//! Bytes into text: UTF-8, UTF-16, and Windows letters where nothing else fits.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::{Note, line_of};

/// Text, and how its bytes were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text without a byte order mark; lines end with a line feed, with or without a carriage return before it.
    pub text: String,
    /// The encoding, by its name in the Encoding Standard.
    pub encoding: &'static str,
    /// How it was read where that is not certain.
    pub note: Option<Note>,
}

/// Bytes that are no text, or no text in the encoding asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, byte {byte}: {what}; {remedy}")]
pub struct NotText {
    /// Byte, from 1.
    pub byte: usize,
    /// Line, from 1.
    pub line: u64,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

/// How files of other kinds begin, what they are, and what to do.
const OTHERS: [(&[u8], &str, &str); 5] = [
    (b"PK\x03\x04", "this is a zip archive, as workbooks (.xlsx, .ods) are", SAVE),
    (b"\xd0\xcf\x11\xe0", "this is a workbook of an old spreadsheet (.xls)", SAVE),
    (b"\x1f\x8b", "this is packed with gzip", "unpack it first"),
    (b"%PDF", "this is a PDF document", "copy its table into a text file"),
    (b"\xff\xfe\x00\x00", "this is UTF-32", "save it as UTF-8"),
];
const SAVE: &str = "save the sheet as CSV UTF-8";
const ASK: &str = "save it as UTF-8, or name its encoding with --encoding (such as windows-1250)";

/// The encoding of a name or label such as `latin1`, `windows-1250`, `utf-16le`.
pub fn find_encoding(label: &str) -> Option<&'static str> {
    Encoding::for_label(label.trim().as_bytes()).map(Encoding::name)
}

/// Reads bytes as text.
///
/// In this order: the encoding asked for; a byte order mark; UTF-16 by the zeros in it; UTF-8; the encoding that an XML file declares;
/// Windows letters (windows-1252) where no byte speaks against it. The last two guesses leave a note. Text that begins as UTF-8 and breaks is refused, since every letter before
/// the break would be read wrongly.
///
/// # Errors
/// [`NotText`] with the first byte that cannot be read.
pub fn decode(bytes: &[u8], asked: Option<&str>) -> Result<Decoded, NotText> {
    if let Some((_, what, remedy)) = OTHERS.iter().find(|(start, ..)| bytes.starts_with(start)) {
        return Err(NotText { byte: 1, line: 1, what: (*what).to_owned(), remedy: (*remedy).to_owned() });
    }
    if let Some(label) = asked {
        let encoding = Encoding::for_label(label.trim().as_bytes()).ok_or_else(|| NotText {
            byte: 1,
            line: 1,
            what: format!("`{}` is no encoding that is known here", crate::visible(label)),
            remedy: "names are those of the Encoding Standard, such as utf-8, utf-16le, windows-1252, iso-8859-2"
                .to_owned(),
        })?;
        return read_as(encoding, bytes, None);
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return read_as(encoding, bytes, None);
    }
    if let Some(encoding) = by_zeros(bytes) {
        let note = format!("read as {}: every other byte is zero, and no mark says which order", encoding.name());
        return read_as(encoding, bytes, Some(Note::of_file(note)));
    }
    if let Some(byte) = bytes.iter().position(|byte| *byte == 0) {
        return Err(not_text(bytes, byte, "a zero byte; this is no text"));
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => read_as(UTF_8, bytes, None),
        Err(error) => match declared(bytes) {
            Some(encoding) => read_as(encoding, bytes, None),
            None => windows(bytes, error.valid_up_to()),
        },
    }
}

/// The same of bytes that are given up: what is plain UTF-8 already is not written again.
///
/// # Errors
/// As [`decode`].
pub fn decode_owned(mut bytes: Vec<u8>, asked: Option<&str>) -> Result<Decoded, NotText> {
    if asked.is_none() && is_plain(&bytes) {
        match String::from_utf8(bytes) {
            Ok(text) => return Ok(Decoded { text, encoding: UTF_8.name(), note: None }),
            Err(error) => bytes = error.into_bytes(),
        }
    }
    decode(&bytes, asked)
}

/// Whether bytes are text as it stands, if they are UTF-8 at all.
fn is_plain(bytes: &[u8]) -> bool {
    let other = OTHERS.iter().any(|(start, ..)| bytes.starts_with(start)) || Encoding::for_bom(bytes).is_some();
    let has = |byte: u8| bytes.contains(&byte);
    !other && !has(0) && (!has(b'\r') || has(b'\n'))
}

/// The encoding of one byte a letter, or several, that an XML file declares in its first line; its letters up to there are plain.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let end = bytes.iter().position(|byte| *byte == b'>')?;
    let line = std::str::from_utf8(&bytes[..end]).ok()?.trim_start().strip_prefix("<?xml")?;
    let rest = line.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let label = rest.strip_prefix(['"', '\''])?.split(['"', '\'']).next()?;
    let wide = |encoding: &&Encoding| [UTF_8, UTF_16LE, UTF_16BE].contains(encoding);
    Encoding::for_label(label.as_bytes()).filter(|encoding| !wide(encoding))
}

/// Windows letters, where the bytes before the break are plain and none is undefined there.
fn windows(bytes: &[u8], broken: usize) -> Result<Decoded, NotText> {
    const UNDEFINED: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
    if !bytes[..broken].is_ascii() {
        return Err(not_text(bytes, broken, "the text begins as UTF-8, and this byte does not belong to it"));
    }
    if let Some(byte) = bytes.iter().position(|byte| UNDEFINED.contains(byte)) {
        return Err(not_text(bytes, byte, "this is neither UTF-8 nor Windows letters"));
    }
    let note = format!(
        "read as Windows letters (windows-1252): byte {} is not UTF-8; if letters look wrong, name the encoding with --encoding",
        broken + 1
    );
    read_as(WINDOWS_1252, bytes, Some(Note::at(line_of(bytes, broken), note)))
}

/// Text in one encoding; a byte order mark of it is left out.
fn read_as(encoding: &'static Encoding, bytes: &[u8], note: Option<Note>) -> Result<Decoded, NotText> {
    let (text, faulty) = encoding.decode_with_bom_removal(bytes);
    if faulty {
        let byte = first_fault(encoding, bytes);
        return Err(not_text(bytes, byte, &format!("this is not {}", encoding.name())));
    }
    if let Some(byte) = text.bytes().position(|byte| byte == 0) {
        return Err(not_text(text.as_bytes(), byte, "a zero byte; this is no text"));
    }
    // Old Macintosh files end lines with a carriage return alone; places stay what they were.
    let text = if text.contains('\r') && !text.contains('\n') { text.replace('\r', "\n") } else { text.into_owned() };
    Ok(Decoded { text, encoding: encoding.name(), note })
}

/// The first byte that an encoding cannot read.
fn first_fault(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let mut decoder = encoding.new_decoder();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or_default();
    let mut out = vec![0; room];
    let (_, read, _) = decoder.decode_to_utf8_without_replacement(bytes, &mut out, true);
    read.saturating_sub(1)
}

/// UTF-16 without a mark: of plain letters every other byte is zero.
fn by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(4_096)];
    if start.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let half = start.len() / 2;
    match (zeros(0), zeros(1)) {
        (0, low) if low * 10 >= half * 7 => Some(UTF_16LE),
        (high, 0) if high * 10 >= half * 7 => Some(UTF_16BE),
        _ => None,
    }
}

fn not_text(bytes: &[u8], at: usize, what: &str) -> NotText {
    NotText { byte: at + 1, line: line_of(bytes, at), what: what.to_owned(), remedy: ASK.to_owned() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn wide(text: &str, mark: bool, little: bool) -> Vec<u8> {
        let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
        units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    }

    #[test]
    fn the_same_text_comes_out_of_every_encoding() {
        let text = "source,target,weight\nCôte d'Ivoire,Ghana,1\n";
        let latin: Vec<u8> = text.chars().map(|c| c as u32 as u8).collect();
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        for bytes in [
            text.as_bytes().to_vec(),
            marked,
            latin,
            wide(text, true, true),
            wide(text, true, false),
            wide(text, false, true),
            wide(text, false, false),
        ] {
            assert_eq!(decode(&bytes, None).unwrap().text, text);
        }
        assert_eq!(decode(text.as_bytes(), None).unwrap().note, None);
        assert_eq!(decode(b"a,b\rc,d\r", None).unwrap().text, "a,b\nc,d\n");
    }

    #[test]
    fn bytes_that_are_given_up_are_read_the_same() {
        let plain: [&[u8]; 6] = [b"a,\xc3\xa9\r\n", b"a\rb", b"", b"a\0b", b"%PDF", b"a\n\xe9"];
        let wide = [wide("a,b\n", false, true), wide("a", true, false), b"\xef\xbb\xbfa".to_vec()];
        for bytes in plain.into_iter().map(<[u8]>::to_vec).chain(wide) {
            for asked in [None, Some("windows-1250")] {
                assert_eq!(decode_owned(bytes.clone(), asked), decode(&bytes, asked), "{bytes:?}");
            }
        }
    }

    #[test]
    fn doubt_is_told_and_asking_ends_it() {
        let note = decode(b"x\nCura\xe7ao\n", None).unwrap().note.unwrap();
        assert_eq!(note.line, Some(2));
        assert!(note.what.contains("byte 7"));
        let asked = decode(b"\xa3\xf3d\x9f\n", Some("windows-1250")).unwrap();
        assert_eq!((asked.text.as_str(), asked.encoding, asked.note), ("Łódź\n", "windows-1250", None));
    }

    #[test]
    fn xml_says_what_it_is_written_in() {
        let file =
            |label: &str| [b"<?xml version='1.0' encoding=\"", label.as_bytes(), b"\"?>\n<a>\xc8esko</a>\n"].concat();
        let found = decode(&file("ISO-8859-2"), None).unwrap();
        assert!(found.text.contains("Česko") && found.note.is_none(), "{found:?}");
        assert!(decode(&file("ISO-8859-1"), None).unwrap().text.contains("Èesko"));
        assert!(decode(&file("UTF-8"), None).unwrap().note.is_some());
        assert!(decode("<?xml encoding='iso-8859-2'?>é".as_bytes(), None).unwrap().text.ends_with('é'));
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_place() {
        let broken = decode("é\n".as_bytes().iter().copied().chain([0xe9, b'\n']).collect::<Vec<_>>().as_slice(), None);
        assert_eq!(broken.unwrap_err().line, 2);
        assert_eq!(decode(b"abc\0def", None).unwrap_err().byte, 4);
        assert_eq!(decode(b"ab\x81", None).unwrap_err().byte, 3);
        assert!(decode(b"PK\x03\x04rest", None).unwrap_err().what.contains("workbook"));
        assert!(decode(b"a", Some("klingon")).unwrap_err().what.contains("klingon"));
        assert_eq!(decode(b"a\xff", Some("utf-8")).unwrap_err().byte, 2);
    }
}
