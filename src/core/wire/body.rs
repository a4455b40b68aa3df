//! The bodies: JSON, with the names that web applications use.

use serde::Serialize;

use crate::base::json::{self, Duplicates, Object};
use crate::base::{Code, Fault, Json, Secret};

/// What `POST /api/login` is asked with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoginBody {
    /// The user's name.
    pub username: String,
    /// The password.
    pub password: Secret,
}

impl LoginBody {
    /// Reads it. A member twice is refused: two readers might not agree on which counts.
    pub fn read(body: &Secret) -> Result<Self, Fault> {
        let wrong = |message: &str| Fault::new(Code::Usage, message);
        let object = json::parse_object(body.expose(), Duplicates::Refuse)
            .map_err(|_| wrong("The body is not a JSON object"))?;
        match (object.get_str("username"), object.get_str("password")) {
            (Some(username), Some(password)) => {
                Ok(Self { username: username.to_owned(), password: Secret::from(password.to_owned()) })
            }
            _ => Err(wrong("The body needs the strings username and password")),
        }
    }

    /// Writes it.
    pub fn write(&self) -> Secret {
        let mut object = Object::new();
        object.set("username", Json::string(self.username.as_str()));
        object.set("password", Json::string(self.password.expose_str().unwrap_or_default()));
        Secret::from(object.to_string())
    }
}

/// What a login is answered with.
pub fn logged_in(access_token: &Secret) -> Secret {
    let mut object = Object::new();
    object.set("message", Json::string("Login successful!"));
    object.set("accessToken", Json::string(access_token.expose_str().unwrap_or_default()));
    Secret::from(object.to_string())
}

/// What a refresh is answered with.
pub fn refreshed(access_token: &Secret) -> Secret {
    let mut object = Object::new();
    object.set("accessToken", Json::string(access_token.expose_str().unwrap_or_default()));
    Secret::from(object.to_string())
}

/// The access token in an answer to a login or a refresh.
pub fn access_token(body: &Secret) -> Option<Secret> {
    let object = json::parse_object(body.expose(), Duplicates::Refuse).ok()?;
    object.get_str("accessToken").map(|token| Secret::from(token.to_owned()))
}

/// What `GET /api/user/profile` is answered with: what the access token says of its user.
pub fn profile(claims: &Object<'_>) -> Secret {
    let mut object = Object::new();
    for (name, claim) in [("username", "sub"), ("roles", "roles"), ("scope", "scope")] {
        if let Some(value) = claims.get(claim) {
            object.set(name, value.clone());
        }
    }
    Secret::from(object.to_string())
}

/// The body of a failure, with the two members of RFC 6749 section 5.2.
pub fn error(error: &str, description: &str) -> Secret {
    let mut object = Object::new();
    object.set("error", Json::string(error));
    object.set("error_description", Json::string(description));
    Secret::from(object.to_string())
}

/// What the body of a failure says.
pub fn description(body: &Secret) -> Option<String> {
    let object = json::parse_object(body.expose(), Duplicates::Refuse).ok()?;
    object.get_str("error_description").map(str::to_owned)
}

/// Anything else that is JSON.
pub fn report(value: &impl Serialize) -> Result<Secret, Fault> {
    let text = serde_json::to_string(value).map_err(|error| Fault::new(Code::Internal, error.to_string()))?;
    Ok(Secret::from(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<LoginBody, Fault> {
        LoginBody::read(&Secret::from(text.to_owned()))
    }

    #[test]
    fn what_is_written_is_read_again() {
        let body = LoginBody { username: "al\"ice".into(), password: Secret::from("pä\\ss\n".to_owned()) };
        assert_eq!(LoginBody::read(&body.write()).unwrap(), body);
        let token = Secret::from("a.b.c".to_owned());
        assert_eq!(access_token(&logged_in(&token)), Some(token.clone()));
        assert_eq!(access_token(&refreshed(&token)), Some(token));
    }

    #[test]
    fn what_is_no_login_is_refused() {
        for text in [
            "",
            "[]",
            "{",
            "{}",
            r#"{"username":"alice"}"#,
            r#"{"username":"alice","password":1}"#,
            r#"{"username":"alice","username":"bob","password":"x"}"#,
        ] {
            assert_eq!(read(text).unwrap_err().code, Code::Usage, "{text}");
        }
    }
}
