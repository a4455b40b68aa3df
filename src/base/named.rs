//! Enums whose values have stable names: in JSON, in files, in the store, on the command line.

/// Declares such an enum, with `ALL`, `name`, `from_name`, `Display`, and serialization by name.
macro_rules! named_enum {
    ($(#[$about:meta])* pub enum $type:ident { $($(#[$note:meta])* $variant:ident = $name:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $type {
            $($(#[$note])* $variant,)+
        }

        impl $type {
            /// Every value, in the order of the declaration.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
                let name = String::deserialize(deserializer)?;
                Self::from_name(&name)
                    .ok_or_else(|| serde::de::Error::unknown_variant(&name, &[$($name),+]))
            }
        }
    };
}

pub(crate) use named_enum;

#[cfg(test)]
mod tests {
    named_enum! {
        pub enum Color {
            Red = "red",
            DarkBlue = "dark_blue",
        }
    }

    #[test]
    fn a_name_is_written_and_read_back_everywhere() {
        for color in Color::ALL {
            assert_eq!(Color::from_name(color.name()), Some(*color));
            let json = serde_json::to_string(color).unwrap();
            assert_eq!(json, format!("\"{color}\""));
            assert_eq!(serde_json::from_str::<Color>(&json).unwrap(), *color);
        }
        let error = serde_json::from_str::<Color>("\"Red\"").unwrap_err().to_string();
        assert!(error.contains("unknown variant `Red`, expected `red` or `dark_blue`"), "{error}");
    }
}
