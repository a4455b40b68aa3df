//! The configuration, and the secret for refresh tokens.

use crate::base::Code;
use crate::home::Home;

use super::Chart;

pub fn check(home: &Home, chart: &mut Chart) {
    chart.checked.push("settings");
    if let Err(fault) = home.settings() {
        chart.fault("config", &fault);
    }
    match home.refresh_secret() {
        // That others can read it is told with the files.
        Err(fault) if fault.code != Code::KeyRefused => chart.fault("refresh_key", &fault),
        _ => {}
    }
}
