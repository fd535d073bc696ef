//! Closed lists of words: each word stands once.

/// Declares an enum whose values are words: what is printed as JSON, read from it, and given by `word` is one text.
///
/// The attributes of the enum derive `Serialize`, and what else is needed. `ALL` holds the values in their order.
///
/// ```
/// detente_chance::words! {
///     /// Which way.
///     #[derive(Clone, Copy, serde::Serialize)]
///     pub enum Way {
///         /// There and back.
///         Both = "both ways",
///         /// There alone.
///         There = "one way",
///     }
/// }
/// assert_eq!(Way::ALL.map(Way::word), ["both ways", "one way"]);
/// ```
#[macro_export]
macro_rules! words {
    ($(#[$about:meta])* $public:vis enum $name:ident { $($(#[$of:meta])* $value:ident = $word:literal,)+ }) => {
        $(#[$about])*
        $public enum $name {
            $($(#[$of])* #[serde(rename = $word)] $value,)+
        }

        impl $name {
            /// All of them.
            $public const ALL: [Self; [$($word),+].len()] = [$(Self::$value),+];

            /// Its word.
            $public const fn word(self) -> &'static str {
                match self {
                    $(Self::$value => $word,)+
                }
            }
        }
    };
}
