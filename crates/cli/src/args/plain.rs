//! How plain files are read.

use clap::ValueEnum;

use crate::failure::Failure;

const READ: &str = "How the file is read";

/// What a text file is written in, where that is not found out rightly.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct EncodingOption {
    /// Encoding of the file, such as utf-16le, windows-1250, iso-8859-2; found out otherwise
    #[arg(long, value_name = "NAME", value_parser = encoding, help_heading = READ)]
    pub encoding: Option<String>,
}

/// How a table is written, where that is not found out rightly.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct TextOptions {
    #[command(flatten)]
    pub encoding: EncodingOption,
    /// What separates the cells of a table; found out otherwise
    #[arg(long, value_enum, help_heading = READ)]
    pub separator: Option<Separator>,
    /// Decimal mark of its numbers; found out otherwise
    #[arg(long, value_enum, help_heading = READ)]
    pub decimal: Option<DecimalMark>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Separator {
    /// ,
    Comma,
    /// ;
    Semicolon,
    /// Tab
    Tab,
    /// |
    Bar,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DecimalMark {
    /// 0.5
    Point,
    /// 0,5
    Comma,
}

impl TextOptions {
    /// What is asked of a table.
    pub fn table(&self) -> detente_text::Asked {
        let separator = self.separator.map(|mark| match mark {
            Separator::Comma => ',',
            Separator::Semicolon => ';',
            Separator::Tab => '\t',
            Separator::Bar => '|',
        });
        let decimal = self.decimal.map(|mark| match mark {
            DecimalMark::Point => detente_text::Decimal::Point,
            DecimalMark::Comma => detente_text::Decimal::Comma,
        });
        detente_text::Asked { separator, decimal }
    }
}

/// Which columns and numbers of a file are values.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct ValueOptions {
    /// Columns of the two ends and of the value, by name or number, where a header leaves doubt; of a graph file the attribute of
    /// the value alone
    #[arg(long, value_name = "A,B,VALUE", value_delimiter = ',', help_heading = READ)]
    pub columns: Vec<String>,
    /// Numbers that stand for a missing value, such as -9; `none` where there are none
    #[arg(long, value_name = "CODES", allow_hyphen_values = true, help_heading = READ)]
    pub missing: Option<String>,
}

/// How a map of causes and effects is read.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct MapOptions {
    #[command(flatten)]
    pub text: TextOptions,
    #[command(flatten)]
    pub values: ValueOptions,
}

/// Which ties of a file are read.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct TieOptions {
    #[command(flatten)]
    pub text: TextOptions,
    #[command(flatten)]
    pub values: ValueOptions,
    /// Which graph of a GraphML file that holds several, by id
    #[arg(long, value_name = "ID", help_heading = READ)]
    pub graph: Option<String>,
    /// Which relation of a Pajek network that holds several, by number or name
    #[arg(long, value_name = "N", help_heading = READ)]
    pub relation: Option<String>,
}

impl ValueOptions {
    /// Codes of missing values; `None` where nothing is said.
    pub fn missing_codes(&self) -> Result<Option<Vec<f64>>, Failure> {
        let Some(text) = &self.missing else { return Ok(None) };
        if text == "none" {
            return Ok(Some(Vec::new()));
        }
        let code = |part: &str| part.trim().parse::<f64>().ok().filter(|code| code.is_finite());
        let codes: Option<Vec<f64>> = text.split(',').map(code).collect();
        codes
            .map(Some)
            .ok_or_else(|| Failure::input(format!("--missing takes numbers such as -9,-99, or none; not `{text}`")))
    }
}

fn encoding(text: &str) -> Result<String, String> {
    detente_text::find_encoding(text)
        .map(str::to_owned)
        .ok_or_else(|| "encodings are those of the Encoding Standard, such as utf-8, utf-16le, windows-1252".to_owned())
}
