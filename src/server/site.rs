//! What the server serves: one home with its store, clock and options.

use std::sync::{Arc, Mutex, RwLock};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::timeout;

use crate::base::sync::{lock, read, write};
use crate::base::{Clock, Code, Fault, Random, Timestamp};
use crate::core::state::open;
use crate::core::{Context, home};
use crate::home::Home;
use crate::store::handle::HandleOptions;
use crate::store::step::{Operation, OperationId};
use crate::store::{Handle, Location};

use super::controls::Controls;
use super::cookie::RefreshCookie;
use super::defences::hosts::Hosts;
use super::defences::login_limit::LoginLimit;
use super::defences::origin::Origins;
use super::defences::proxies::TrustedProxies;
use super::prepared::{Issuing, Prepared};
use super::reply::Problem;

/// How a site is served.
#[derive(Debug, Default)]
pub struct Options {
    pub hosts: Arc<Hosts>,
    /// Whose pages may send requests that change state.
    pub cors: Arc<Origins>,
    pub trusted_proxies: Arc<TrustedProxies>,
    pub cookie: RefreshCookie,
    /// Whether only this computer can connect.
    pub is_loopback: bool,
    /// The sandbox controls, if the server has them.
    pub controls: Option<Arc<Controls>>,
    /// Whether the server is about to end; `None` if nothing ends it.
    pub ended: Option<watch::Receiver<bool>>,
}

/// How long a call of the store may take.
const STORE_DEADLINE: Duration = Duration::from_secs(5);

/// Steps that may wait for the store.
const STORE_QUEUE: usize = 4096;

/// How long a request may wait for its turn on a core; less than it may take as a whole.
const TURN_DEADLINE: Duration = Duration::from_secs(50);

pub struct Site {
    home: Home,
    location: Option<Location>,
    pub store: Handle,
    clock: Arc<HomeClock>,
    pub random: Arc<dyn Random>,
    pub options: Options,
    prepared: RwLock<Arc<Prepared>>,
    admission: Mutex<IdentityCheck>,
    pub login_limit: LoginLimit,
    /// One permit per core: a hash takes a core and 19 MiB.
    hashing: Arc<Semaphore>,
    /// One permit: a search for the cause of a bad signature may take a core for seconds.
    searching: Arc<Semaphore>,
}

/// When the store was last found to be the home's.
#[derive(Debug)]
struct IdentityCheck {
    at: Instant,
    /// Why it was refused since, for as long as it cannot be asked again.
    refusal: Option<Fault>,
    /// The steps that too few replicas had confirmed by then.
    shortfalls: u64,
}

/// The home's clock: the system's, or that of the sandbox, which other processes move.
struct HomeClock {
    system: Arc<dyn Clock>,
    current: RwLock<Arc<dyn Clock>>,
}

impl HomeClock {
    fn new(system: Arc<dyn Clock>, home: &Home) -> Result<Self, Fault> {
        let clock = Self { current: RwLock::new(Arc::clone(&system)), system };
        clock.set(home)?;
        Ok(clock)
    }

    fn set(&self, home: &Home) -> Result<(), Fault> {
        let clock: Arc<dyn Clock> = match home.sandbox()? {
            Some(sandbox) => Arc::new(sandbox.clock(Arc::clone(&self.system))?),
            None => Arc::clone(&self.system),
        };
        *write(&self.current) = clock;
        Ok(())
    }
}

impl Clock for HomeClock {
    fn now(&self) -> Timestamp {
        read(&self.current).now()
    }
}

impl Site {
    /// Opens the home's store, or the one at `location`. `system` is the system's clock. Needs a tokio runtime.
    pub async fn open(
        home: Home,
        location: Option<Location>,
        system: Arc<dyn Clock>,
        random: Arc<dyn Random>,
        options: Options,
    ) -> Result<Self, Fault> {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let clock = Arc::new(HomeClock::new(system, &home)?);
        let (store, prepared) = {
            let context = context(&home, location.as_ref(), &clock, &random);
            let stamps = home.stamps()?;
            let prepared = Prepared::read(&context, stamps)?;
            let store = HandleOptions { readers: cores, queue: STORE_QUEUE, deadline: STORE_DEADLINE };
            let store = context.open_handle(Arc::clone(&clock) as Arc<dyn Clock>, &store)?;
            context.admit(&store).await?;
            (store, prepared)
        };
        Ok(Self {
            home,
            location,
            store,
            clock,
            random,
            options,
            prepared: RwLock::new(Arc::new(prepared)),
            admission: Mutex::new(IdentityCheck { at: Instant::now(), refusal: None, shortfalls: 0 }),
            login_limit: LoginLimit::default(),
            hashing: Arc::new(Semaphore::new(cores)),
            searching: Arc::new(Semaphore::new(1)),
        })
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The current time in Unix seconds, with a fraction.
    pub fn now_in_seconds(&self) -> f64 {
        self.now().millis() as f64 / 1000.0
    }

    /// Whether the home has a clock of its own.
    pub fn is_sandbox(&self) -> Result<bool, Fault> {
        Ok(self.home.sandbox()?.is_some())
    }

    /// The sandbox controls, for their own routes, which exist only with them.
    pub fn controls(&self) -> Result<&Controls, Fault> {
        self.options.controls.as_deref().ok_or_else(|| Fault::new(Code::Internal, "no sandbox controls"))
    }

    /// Moves the clock of the sandbox forward. A fault of [`Code::Usage`] if it cannot move so far.
    pub async fn advance_clock(&self, span: Duration) -> Result<Result<(), Fault>, Problem> {
        let system = Arc::clone(&self.clock.system);
        self.change(move |context| match home::clock::advance(context.home()?, span, system.as_ref()) {
            Err(fault) if fault.code == Code::Usage => Ok(Err(fault)),
            moved => moved.map(|_| Ok(())),
        })
        .await
    }

    /// Runs `change`, a verb of the core, as another process would, and reads again what it changed.
    pub async fn change<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Context<'_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Problem> {
        let (home, location) = (self.home.clone(), self.location.clone());
        let (clock, random) = (Arc::clone(&self.clock), Arc::clone(&self.random));
        let work = move || change(&context(&home, location.as_ref(), &clock, &random));
        let done = tokio::task::spawn_blocking(work).await;
        let changed = done.map_err(|_| Fault::new(Code::Internal, "work on a thread of its own failed"))??;
        self.prepared().await?;
        Ok(changed)
    }

    /// Returns when the server is about to end.
    pub async fn ending(&self) {
        match self.options.ended.clone() {
            // An error means that the sender is gone, and so is the server.
            Some(mut ended) => _ = ended.wait_for(|ended| *ended).await,
            None => std::future::pending().await,
        }
    }

    /// What a changing step of the store carries.
    pub fn operation(&self) -> Result<Operation, Fault> {
        Ok(Operation { id: OperationId::new(self.random.as_ref())?, now: self.now() })
    }

    /// The settings and keys for one request. The files of the home are read again if they changed.
    pub async fn prepared(&self) -> Result<Arc<Prepared>, Problem> {
        self.prepared_for(true).await
    }

    /// [`Self::prepared`]. A request that does not need the state is not kept waiting by a server that has it.
    pub async fn prepared_for(&self, needs_state: bool) -> Result<Arc<Prepared>, Problem> {
        if let Err(replaced) = self.store.check_current() {
            return Err(Problem::unavailable(Fault::from(replaced).hint("restart the server")));
        }
        let current = Arc::clone(&read(&self.prepared));
        let is_current = current.is_current(&self.home, self.now())?;
        let is_due = || lock(&self.admission).at.elapsed() >= open::ADMISSION_INTERVAL;
        if !is_current || needs_state && is_due() {
            self.check_identity().await?;
        }
        if is_current { Ok(current) } else { self.read_again() }
    }

    /// `prepared` for a request that needs the secret of refresh tokens, which few do.
    pub async fn issuing(&self, prepared: Arc<Prepared>) -> Result<Issuing, Problem> {
        if let Some(issuing) = Issuing::of(prepared, &self.home)? {
            return Ok(issuing);
        }
        self.check_identity().await?;
        let issuing = Issuing::of(self.read_again()?, &self.home)?;
        issuing.ok_or_else(|| Problem::unavailable(Fault::new(Code::Store, "refresh.key is being replaced")))
    }

    /// Refuses a store that is not the home's any more, and notes what it says about itself.
    async fn check_identity(&self) -> Result<(), Problem> {
        // What changes from now on may be missed.
        let asked_at = Instant::now();
        let outcome = self.context().admit_again(&self.store).await;
        let mut admission = lock(&self.admission);
        match outcome {
            Ok(Some(_)) => admission.refusal = None,
            // What needs the store fails by itself, and a state that was moved before is still moved.
            Ok(None) => {}
            Err(fault) => admission.refusal = Some(fault),
        }
        if let Some(fault) = &admission.refusal {
            return Err(fault.clone().into());
        }
        admission.at = asked_at;
        let shortfalls = self.store.shortfalls().unwrap_or(0);
        if shortfalls > admission.shortfalls {
            tracing::warn!("{}", open::unconfirmed(shortfalls - admission.shortfalls));
            admission.shortfalls = shortfalls;
        }
        Ok(())
    }

    /// Reads the files of the home again. One request at a time, so that no older reading replaces a newer one or its clock.
    fn read_again(&self) -> Result<Arc<Prepared>, Problem> {
        let mut prepared = write(&self.prepared);
        let stamps = self.home.stamps()?;
        self.clock.set(&self.home)?;
        *prepared = Arc::new(Prepared::read(&self.context(), stamps)?);
        self.store.keep_events(prepared.settings.events_keep);
        Ok(Arc::clone(&prepared))
    }

    fn context(&self) -> Context<'_> {
        context(&self.home, self.location.as_ref(), &self.clock, &self.random)
    }

    /// Waits for a core on which to hash a password: as many hash at once as there are cores.
    pub async fn hashing_turn(&self) -> Result<Turn, Problem> {
        Turn::wait(&self.hashing, "hashing a password").await
    }

    /// Runs `search`, which may take seconds, on a thread for blocking work: one at a time.
    pub async fn search<T: Send + 'static>(&self, search: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
        Turn::wait(&self.searching, "searching for a cause").await?.run(search).await
    }

    /// Finishes the steps that wait, and closes the store.
    pub async fn close(self) -> Result<(), Fault> {
        Ok(self.store.close().await?)
    }
}

/// The right to occupy a core.
pub struct Turn {
    permit: OwnedSemaphorePermit,
    work: &'static str,
    waited: Duration,
}

impl Turn {
    async fn wait(permits: &Arc<Semaphore>, work: &'static str) -> Result<Self, Problem> {
        let start = Instant::now();
        match timeout(TURN_DEADLINE, Arc::clone(permits).acquire_owned()).await {
            Ok(Ok(permit)) => Ok(Self { permit, work, waited: start.elapsed() }),
            _ => Err(Problem::unavailable(Fault::new(Code::Store, "too many requests wait for a core"))),
        }
    }

    /// Runs `work` on a thread for blocking work.
    pub async fn run<T: Send + 'static>(self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
        let waited_ms = u64::try_from(self.waited.as_millis()).unwrap_or(u64::MAX);
        tracing::debug!(waited_ms, "{}", self.work);
        // The thread has the permit, because it goes on if the client disconnects.
        let done = tokio::task::spawn_blocking(move || {
            let _permit = self.permit;
            work()
        });
        let done = done.await;
        Ok(done.map_err(|_| Fault::new(Code::Internal, "work on a thread of its own failed"))?)
    }
}

fn context<'a>(
    home: &'a Home,
    location: Option<&'a Location>,
    clock: &'a Arc<HomeClock>,
    random: &'a Arc<dyn Random>,
) -> Context<'a> {
    Context { store: location, ..Context::new(clock.as_ref(), random.as_ref(), Some(home)) }
}

/// A site in a home of its own, which accepts the host `server.test`.
#[cfg(test)]
pub async fn test_site() -> (tempfile::TempDir, Arc<Site>) {
    use super::defences::hosts::HostPort;
    use crate::base::{SystemClock, SystemRandom};

    let dir = tempfile::tempdir().unwrap();
    let home = Home::open_or_create(&dir.path().join("home"), &SystemClock, &SystemRandom).unwrap().home;
    let mut hosts = Hosts::default();
    hosts.add(HostPort::parse("server.test").unwrap());
    let options = Options { hosts: Arc::new(hosts), ..Options::default() };
    let site = Site::open(home, None, Arc::new(SystemClock), Arc::new(SystemRandom), options).await.unwrap();
    (dir, Arc::new(site))
}
