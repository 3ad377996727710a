use std::fmt;
use zeroize::Zeroize;

/// A secret: redacted in debug output, without `Display` or `Serialize`, wiped from memory on drop as far as that goes.
///
/// ```
/// use yct_envelope::value::Secret;
/// let secret = Secret::new("hush".to_owned());
/// assert_eq!(secret.expose(), "hush");
/// assert_eq!(format!("{secret:?}"), "Secret(***)");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes the text over.
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// The text itself: for the envelope, never for a message.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(***)")
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}
