//! A brief as a document of a word processor (Office Open XML, ECMA-376, part 1): the fewest parts that hold a text with footnotes.

use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::Brief;
use super::page::escaped;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>"#;
const PACKAGE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const PARTS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>"#;
const STYLES: &str = include_str!("styles.xml");
const NAMESPACE: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
/// Footnotes with these numbers are the lines that stand above footnotes; those of the text follow.
const SEPARATORS: &str = r#"<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"#;
const FIRST_NOTE: usize = 2;

/// The brief as the bytes of a `.docx`.
///
/// # Errors
/// Where the parts cannot be put together, which memory alone could refuse.
pub fn docx(brief: &Brief) -> io::Result<Vec<u8>> {
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    // Neither pressed nor dated: the same bytes on every machine.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let (document, footnotes) = (document(brief), footnotes(brief));
    for (name, text) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", PACKAGE),
        ("word/_rels/document.xml.rels", PARTS),
        ("word/document.xml", &document),
        ("word/footnotes.xml", &footnotes),
        ("word/styles.xml", STYLES),
    ] {
        packed.start_file(name, options).map_err(io::Error::other)?;
        packed.write_all(text.as_bytes())?;
    }
    Ok(packed.finish().map_err(io::Error::other)?.into_inner())
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}

fn paragraph(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

fn document(brief: &Brief) -> String {
    let mut body = paragraph("Head", &run(&format!("Brief \u{b7} as of {}", brief.as_of)));
    body += &paragraph("Title", &run(&brief.title));
    body += &paragraph("Normal", &run(&brief.summary));
    body += &paragraph("Heading1", &run("What we judge"));
    for (place, judgement) in brief.judgements.iter().enumerate() {
        let note = format!(
            "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{}\"/></w:r>",
            place + FIRST_NOTE
        );
        body += &paragraph("Judged", &(run(&format!("{}. {}", place + 1, judgement.verdict)) + &note));
        body += &paragraph("Sure", &run(&judgement.how_sure));
    }
    for (head, lines) in [("It would change if", &brief.change_if), ("What is weak", &brief.weak)] {
        if !lines.is_empty() {
            body += &paragraph("Heading1", &run(head));
            lines.iter().for_each(|line| body += &paragraph("Listed", &run(&format!("\u{2013} {line}"))));
        }
    }
    body += &paragraph("Sure", &run(&brief.end));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document {NAMESPACE}><w:body>{body}<w:sectPr>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"850\" w:right=\"1020\" w:bottom=\"850\" w:left=\"1020\" \
         w:header=\"400\" w:footer=\"400\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    )
}

fn footnotes(brief: &Brief) -> String {
    let mark = "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>";
    let note = |(place, note): (usize, &str)| {
        let text = paragraph("FootnoteText", &(mark.to_owned() + &run(&format!(" {note}"))));
        format!("<w:footnote w:id=\"{}\">{text}</w:footnote>", place + FIRST_NOTE)
    };
    let notes: String = brief.judgements.iter().map(|one| one.note.as_str()).enumerate().map(note).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:footnotes {NAMESPACE}>{SEPARATORS}{notes}</w:footnotes>"
    )
}
