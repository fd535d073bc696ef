//! Words of the program's own.

use std::borrow::Cow;

/// A word of the program's own, also where it is read back from a result that was kept.
pub type Token = Cow<'static, str>;
