//! The report: the web page with the assessment inside.

use detente_page::PAGE;
use detente_results::Assessment;

use crate::json::to_json;

/// One self-contained page.
pub fn page(assessment: &Assessment) -> String {
    let data = to_json(assessment, false);
    // `<` never stands in the data, so no text of the case can end the script or open a comment.
    let data = data.replace('<', "\\u003c");
    PAGE.replacen("__ASSESSMENT__", data.trim_end(), 1)
}
