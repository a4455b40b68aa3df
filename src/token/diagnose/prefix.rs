//! Opaque tokens and API keys that their issuers mark with a prefix.

/// A prefix, what carries it, and whether it is a key rather than a token.
const PREFIXES: &[(&str, &str)] = &[
    ("github_pat_", "a GitHub personal access token"),
    ("ghp_", "a GitHub personal access token"),
    ("gho_", "a GitHub OAuth access token"),
    ("ghu_", "a GitHub user access token"),
    ("ghs_", "a GitHub installation access token"),
    ("ghr_", "a GitHub refresh token"),
    ("glpat-", "a GitLab personal access token"),
    ("gldt-", "a GitLab deploy token"),
    ("glptt-", "a GitLab trigger token"),
    ("glcbt-", "a GitLab CI job token"),
    ("xoxb-", "a Slack bot token"),
    ("xoxp-", "a Slack user token"),
    ("xapp-", "a Slack app token"),
    ("xoxe.", "a Slack refresh token"),
    ("sk-ant-", "an Anthropic API key"),
    ("sk_live_", "a Stripe secret API key"),
    ("sk_test_", "a Stripe test API key"),
    ("pk_live_", "a Stripe publishable API key"),
    ("pk_test_", "a Stripe publishable test API key"),
    ("rk_live_", "a Stripe restricted API key"),
    ("whsec_", "a Stripe webhook secret"),
    ("sk-", "an OpenAI API key"),
    ("AKIA", "an AWS access key ID"),
    ("ASIA", "an AWS temporary access key ID"),
    ("AIza", "a Google API key"),
    ("ya29.", "a Google OAuth access token"),
    ("1//0", "a Google OAuth refresh token"),
    ("npm_", "an npm access token"),
    ("pypi-", "a PyPI API token"),
    ("rubygems_", "a RubyGems API key"),
    ("dckr_pat_", "a Docker Hub access token"),
    ("hf_", "a Hugging Face access token"),
    ("hvs.", "a HashiCorp Vault token"),
    ("hvb.", "a HashiCorp Vault batch token"),
    ("dop_v1_", "a DigitalOcean access token"),
    ("SG.", "a SendGrid API key"),
    ("shpat_", "a Shopify access token"),
    ("lin_api_", "a Linear API key"),
    ("tskey-", "a Tailscale key"),
    ("sntrys_", "a Sentry auth token"),
    ("NRAK-", "a New Relic API key"),
    ("figd_", "a Figma access token"),
    ("secret_", "a Notion integration secret"),
    ("ntn_", "a Notion integration secret"),
    ("EAAC", "a Facebook access token"),
    ("ATATT3", "an Atlassian API token"),
    ("EAAAE", "a Square access token"),
    ("EAAAl", "a Square access token"),
    ("dapi", "a Databricks access token"),
    ("sbp_", "a Supabase access token"),
    ("0.AX", "a Microsoft Entra refresh token"),
    ("1.AX", "a Microsoft Entra refresh token"),
    ("CfDJ8", "data that ASP.NET Core protects, such as a cookie"),
    ("gAAAAA", "a Fernet token"),
    ("Fe26.2*", "an iron-sealed cookie"),
    ("v1.local.", "a PASETO token"),
    ("v2.local.", "a PASETO token"),
    ("v3.local.", "a PASETO token"),
    ("v4.local.", "a PASETO token"),
    ("v1.public.", "a PASETO token"),
    ("v2.public.", "a PASETO token"),
    ("v3.public.", "a PASETO token"),
    ("v4.public.", "a PASETO token"),
    ("k4.", "a PASERK key"),
];

/// What `text` is, by its prefix.
pub(super) fn kind_by_prefix(text: &str) -> Option<&'static str> {
    let is_one_word = !text.contains(char::is_whitespace);
    PREFIXES
        .iter()
        .find(|(prefix, _)| is_one_word && text.len() > prefix.len() + 8 && text.starts_with(prefix))
        .map(|(_, name)| *name)
}

/// What `text` looks like by its form: a UUID, or hexadecimal of a usual length.
pub(super) fn form(text: &str) -> Option<&'static str> {
    let is_hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let groups: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    match text.len() {
        36 if lengths == [8, 4, 4, 4, 12] && groups.iter().all(|group| is_hex(group)) => Some("a UUID"),
        32 | 40 | 48 | 56 | 64 | 96 | 128 if is_hex(text) => Some("hexadecimal digits"),
        _ => None,
    }
}
