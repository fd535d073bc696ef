//! Bytes of a case file into text: what a spreadsheet or an editor saved is read, and told where it is not UTF-8.

use detente_text::{NotText, decode};

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::files::{Files, Place};

const SAVE: &str = "save it as UTF-8 (in a spreadsheet: CSV UTF-8)";

impl Files {
    /// Adds a file as it lies on the disk; the finding tells what was read with doubt, or could not be read.
    pub fn insert_bytes(&mut self, name: &str, bytes: &[u8]) -> Option<Diagnostic> {
        match decode(bytes, None) {
            Ok(decoded) => {
                self.insert(name, decoded.text);
                self.doubt(name, decoded.encoding)
            }
            Err(fault) => Some(self.broken(name, bytes, &fault)),
        }
    }

    /// What is told of a file that is text but not UTF-8.
    fn doubt(&self, name: &str, encoding: &str) -> Option<Diagnostic> {
        let (code, message, hint) = match encoding {
            "UTF-8" => return None,
            "windows-1252" => (
                codes::WINDOWS_LETTERS,
                format!("`{name}` is not UTF-8; it was read as Windows letters (windows-1252)"),
                format!("if letters look wrong, {SAVE}"),
            ),
            _ => (codes::READ_ALL_THE_SAME, format!("`{name}` is {encoding} and was read so"), SAVE.to_owned()),
        };
        let first = self.get(name)?.find(|c: char| !c.is_ascii()).unwrap_or(0);
        Some(Diagnostic { place: Place::new(name, first..first), code, message, hint: Some(hint) })
    }

    /// What cannot be read; text that breaks somewhere is kept as far as it goes, so that its other findings are shown as well.
    fn broken(&mut self, name: &str, bytes: &[u8], fault: &NotText) -> Diagnostic {
        let text = String::from_utf8_lossy(bytes);
        let is_text = !bytes.contains(&0) && fault.byte > 1;
        if is_text {
            self.insert(name, text);
        } else {
            self.insert_unread(name);
        }
        let start = if is_text { self.start_of_line(name, fault.line) } else { 0 };
        let hint = if fault.remedy.contains("--encoding") { SAVE } else { fault.remedy.as_str() };
        Diagnostic {
            place: Place::new(name, start..start),
            code: codes::ENCODING,
            message: format!("`{name}` cannot be read from byte {} on: {}", fault.byte, fault.what),
            hint: Some(hint.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (Option<String>, Option<(&'static str, usize)>) {
        let mut files = Files::default();
        let found = files.insert_bytes("a.csv", bytes);
        let told = found.map(|found| (found.code.as_str(), files.line_column(&found.place).0));
        (files.get("a.csv").map(str::to_owned), told)
    }

    #[test]
    fn what_is_text_is_read_and_told() {
        let text = "id,name\nA,Ärland\n".to_owned();
        let windows: Vec<u8> = text.chars().map(|c| c as u32 as u8).collect();
        let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(read(text.as_bytes()), (Some(text.clone()), None));
        assert_eq!(read(&windows), (Some(text.clone()), Some(("F126", 2))));
        assert_eq!(read(&wide), (Some(text), Some(("F125", 2))));
    }

    #[test]
    fn what_is_none_is_told_with_its_line() {
        let (text, told) = read(b"id,name\nA,\xc3\x84rland\nB,\xc4x\n");
        assert!(text.is_some_and(|text| text.contains("Ärland")) && told == Some(("F106", 3)));
        assert_eq!(read(b"PK\x03\x04\x00\x00"), (None, Some(("F106", 1))));
        assert_eq!(read(b"id\0name"), (None, Some(("F106", 1))));
    }
}
