//! `tokctl user`

use crate::base::{Code, Fault, Object, Secret};
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::user::{
    AddArgs, ClearArg, NameArgs, PasswdArgs, RoleAction, SetArgs, UserAction, UserArgs, UserRemoveArgs,
};
use crate::cli::input::password;
use crate::cli::render;
use crate::cli::settings::claim;
use crate::cli::settings::issue::list_notes;
use crate::core::Context;
use crate::core::users::manage::{self, AddRequest, Changed, SetRequest};
use crate::home::Home;

use super::workspace::Workspace;

type ChangeVerb = fn(&Context<'_>, &str) -> Result<Changed, Fault>;

pub fn run(args: UserArgs, app: &mut App<'_>) -> CommandResult {
    match args.action {
        UserAction::Add(args) => add(args, app),
        UserAction::List => list(app),
        UserAction::Show(args) => show(&args, app),
        UserAction::Set(args) => set(&args, app),
        UserAction::Passwd(args) => passwd(&args, app),
        UserAction::Disable(args) => {
            change(&args, app, manage::disable, ["disabled {} and ended all sessions", "{} is already disabled"])
        }
        UserAction::Enable(args) => change(&args, app, manage::enable, ["enabled {}", "{} is not disabled"]),
        UserAction::Unlock(args) => {
            change(&args, app, manage::unlock, ["reset the failed logins of {}", "{} has no failed logins"])
        }
        UserAction::Remove(args) => remove(&args, app),
        UserAction::Role(args) => match args.action {
            RoleAction::Add(args) => {
                note_lists(app, std::slice::from_ref(&args.role), &[]);
                let changed = with_context(app, |context| manage::add_role(context, &args.name, &args.role))?;
                let what = if changed.has_changed { "now has" } else { "already has" };
                show_change(app, &changed, &format!("{{}} {what} the role {}", args.role))
            }
            RoleAction::Remove(args) => {
                let changed = with_context(app, |context| manage::remove_role(context, &args.name, &args.role))?;
                let what = if changed.has_changed { "no longer has" } else { "does not have" };
                show_change(app, &changed, &format!("{{}} {what} the role {}", args.role))
            }
        },
    }
}

/// Notes on roles and scopes that are probably mistakes.
fn note_lists(app: &mut App<'_>, roles: &[String], scope: &[String]) {
    for note in list_notes("role", roles).into_iter().chain(list_notes("scope", scope)) {
        app.note(&note);
    }
}

fn set(args: &SetArgs, app: &mut App<'_>) -> CommandResult {
    note_lists(app, &args.roles, &args.scope);
    let clears = |part| args.clear.contains(&part);
    let is_given = |given: bool, part| given || clears(part);
    let request = SetRequest {
        roles: is_given(!args.roles.is_empty(), ClearArg::Roles).then(|| args.roles.clone()),
        scope: is_given(!args.scope.is_empty(), ClearArg::Scope).then(|| args.scope.clone()),
        claims: is_given(!args.claims.is_empty(), ClearArg::Claims).then(|| claims(&args.claims)).transpose()?,
    };
    let changed = with_context(app, |context| manage::set(context, &args.name, request))?;
    let what = if changed.has_changed {
        "changed {}; the change takes effect at the next login or refresh"
    } else {
        "nothing to change: {} already has these values"
    };
    show_change(app, &changed, what)
}

fn claims(typed: &[String]) -> Result<Object<'static>, Fault> {
    let mut claims = Object::new();
    for text in typed {
        let (path, value) = claim::parse(text)?;
        if path.find(&claims).is_some() {
            return Err(Fault::new(Code::Usage, format!("the claim {path} is given twice")).hint("pass it once"));
        }
        path.set(&mut claims, value).map_err(|problem| Fault::new(Code::Usage, problem))?;
    }
    Ok(claims)
}

fn add(args: AddArgs, app: &mut App<'_>) -> CommandResult {
    let claims = claims(&args.claims)?;
    note_lists(app, &args.roles, &args.scope);
    refuse_existing(app, &args.name)?;
    let AddArgs { name, roles, scope, password_stdin, .. } = args;
    let mut request = AddRequest { name, password: Secret::default(), roles, scope, claims };
    manage::check_without_password(&request)?;
    request.password = password::read_new(app, password_stdin)?;
    manage::check(&request)?;
    let workspace = Workspace::existing_or_new(app)?;
    let user = manage::add(&workspace.context(), request)?;
    show_change(app, &Changed { has_changed: true, user }, "added {}")
}

/// An existing user must be reported before the prompt. `manage::add` decides; here every other error is left to it.
fn refuse_existing(app: &mut App<'_>, name: &str) -> Result<(), Fault> {
    let Ok(Some(home)) = Home::open(app.global.home_dir()?) else { return Ok(()) };
    let workspace = Workspace::with_home(app, home)?;
    match manage::show(&workspace.context(), name) {
        Ok(user) => Err(manage::already_exists(&user.name)),
        Err(_) => Ok(()),
    }
}

fn list(app: &mut App<'_>) -> CommandResult {
    let workspace = Workspace::existing(app)?;
    let context = workspace.context();
    if app.global.json {
        app.print_json_array(|take| manage::each(&context, take))?;
        return Ok(0);
    }
    let found = manage::list(&context)?;
    let text = render::user::list(&found, app.view(context.now()));
    app.print(&text)?;
    if found.is_empty() && app.env.terminal.stdout {
        app.note("no users; add one with `tokctl user add`");
    }
    Ok(0)
}

fn show(args: &NameArgs, app: &mut App<'_>) -> CommandResult {
    let user = with_context(app, |context| manage::show(context, &args.name))?;
    let now = app.clock(None)?.now();
    let view = app.view(now);
    if app.global.json {
        app.print_json(&user)?;
    } else {
        let text = render::user::detail(&user, view);
        app.print(&text)?;
    }
    Ok(0)
}

fn passwd(args: &PasswdArgs, app: &mut App<'_>) -> CommandResult {
    let workspace = Workspace::existing(app)?;
    // An unknown user must be reported before the prompt.
    manage::show(&workspace.context(), &args.name)?;
    let new = password::read_new(app, args.password_stdin)?;
    let changed = manage::passwd(&workspace.context(), &args.name, &new)?;
    show_change(app, &changed, "changed the password of {} and ended all sessions")
}

/// `[done, unchanged]` are the notes for a change and for none.
fn change(args: &NameArgs, app: &mut App<'_>, change: ChangeVerb, [done, unchanged]: [&str; 2]) -> CommandResult {
    let changed = with_context(app, |context| change(context, &args.name))?;
    show_change(app, &changed, if changed.has_changed { done } else { unchanged })
}

fn remove(args: &UserRemoveArgs, app: &mut App<'_>) -> CommandResult {
    let user = with_context(app, |context| manage::show(context, &args.name))?;
    super::confirm(app, args.yes, &format!("Remove the user {} and end all sessions?", user.name))?;
    let changed = with_context(app, |context| manage::remove(context, &args.name))?;
    show_change(app, &changed, "removed {}")
}

fn with_context<T>(app: &mut App<'_>, verb: impl FnOnce(&Context<'_>) -> Result<T, Fault>) -> Result<T, Fault> {
    let workspace = Workspace::existing(app)?;
    verb(&workspace.context())
}

/// Confirms a change with a note, or prints the user under `--json`. `{}` in `what` is replaced by the user name.
fn show_change(app: &mut App<'_>, Changed { user, .. }: &Changed, what: &str) -> CommandResult {
    if app.global.json {
        app.print_json(user)?;
    } else {
        app.note(&what.replace("{}", &user.name));
    }
    Ok(0)
}
