//! `tokctl refresh`

use crate::base::Secret;
use crate::cli::app::App;
use crate::cli::args::Outcome;
use crate::cli::args::refresh::RefreshArgs;
use crate::cli::input::token;
use crate::core::sessions::current_session;

use super::login::answer;
use super::world::World;

/// Exchanges a refresh token.
pub fn run(args: RefreshArgs, app: &mut App<'_>) -> Outcome {
    app.demand_whole();
    let world = World::existing(app, &args.as_of)?;
    let presented = match &args.token {
        Some(typed) => Some(Secret::from(token::read(app, Some(typed))?)),
        None => None,
    };
    let tokens = current_session::refresh(&world.context(), presented.as_ref())?;
    answer(app, &tokens)?;
    Ok(0)
}
