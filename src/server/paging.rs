//! Pages of long lists: the parameters `limit` and `after`, and a link to the next page (RFC 8288).

use http::header::LINK;
use serde::Serialize;

use crate::base::percent;
use crate::store::Cursor;

use super::query::parameters;
use super::reply::{Problem, Reply, header, json};

/// The items of a page if the request does not say.
const DEFAULT_LIMIT: usize = 100;

const MAX_LIMIT: usize = 500;

const DESCRIPTION: &str =
    "The parameters are limit, from 1 to 500, and after, from the link to this page; each at most once";

/// Which page of a list is asked for.
#[derive(Debug)]
pub struct PageRequest {
    pub limit: usize,
    /// Where the page before ended.
    pub after: Option<Cursor>,
}

impl PageRequest {
    pub fn parse(query: Option<&str>) -> Result<Self, Problem> {
        let (mut limit, mut after) = (None, None);
        for (name, value) in parameters(query, DESCRIPTION)? {
            let is_first = match name {
                "limit" => {
                    let number = value.parse().ok().filter(|number| (1..=MAX_LIMIT).contains(number));
                    limit.replace(number.ok_or_else(|| Problem::bad_request(DESCRIPTION))?).is_none()
                }
                "after" => after.replace(Cursor::new(value)).is_none(),
                _ => false,
            };
            if !is_first {
                return Err(Problem::bad_request(DESCRIPTION));
            }
        }
        Ok(Self { limit: limit.unwrap_or(DEFAULT_LIMIT), after })
    }

    /// The response with the items of this page of the list at `path`. `next` is where the next page begins.
    pub fn respond(&self, path: &str, items: &[impl Serialize], next: Option<&Cursor>) -> Reply {
        let mut response = json(&items)?;
        if let Some(next) = next {
            let after = percent::encode(next.as_str(), b"");
            let link = header(&format!("<{path}?limit={}&after={after}>; rel=\"next\"", self.limit))?;
            response.headers_mut().insert(LINK, link);
        }
        Ok(response)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parameters_are_checked() {
        let parsed = |query| PageRequest::parse(query).ok().map(|page| (page.limit, page.after));
        let cursor = |text: &str| Some(Cursor::new(text));
        assert_eq!(parsed(None), Some((100, None)));
        assert_eq!(parsed(Some("limit=500&after=a%26b")), Some((500, cursor("a&b"))));
        for query in [
            "limit=0",
            "limit=501",
            "limit=x",
            "limit=",
            "after=",
            "after",
            "page=2",
            "limit=1&limit=2",
            "after=a&after=b",
        ] {
            assert_eq!(parsed(Some(query)), None, "{query}");
        }
    }

    #[test]
    fn the_link_leads_to_the_next_page() {
        let page = PageRequest::parse(Some("limit=2")).unwrap();
        let response = page.respond("/list", &["a", "b"], Some(&Cursor::new("b\r\n>; é"))).unwrap();
        let link = response.headers()[LINK].to_str().unwrap();
        assert_eq!(link, "</list?limit=2&after=b%0D%0A%3E%3B%20%C3%A9>; rel=\"next\"");
        let query = link.split(['?', '>']).nth(1);
        assert_eq!(PageRequest::parse(query).unwrap().after, Some(Cursor::new("b\r\n>; é")));
        assert!(page.respond("/list", &["a"], None).unwrap().headers().get(LINK).is_none());
    }
}
