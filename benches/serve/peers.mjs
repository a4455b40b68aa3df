// Starts a mock identity server, prints its URL and an access token of it, and serves until it is killed:
// `node peers.mjs oauth2-mock-server|oidc-provider`.
import { createServer } from "node:http";
import { createRequire } from "node:module";

// oidc-provider writes notices.
console.info = console.error;

const require = createRequire(process.env.TOKCTL_TEST_NODE_MODULES + "/");
const start = { "oauth2-mock-server": oauth2MockServer, "oidc-provider": oidcProvider };
console.log(JSON.stringify(await start[process.argv[2]]()));

async function oauth2MockServer() {
  const { OAuth2Server } = await import(require.resolve("oauth2-mock-server"));
  const server = new OAuth2Server();
  await server.issuer.keys.generate("ES256");
  await server.start(0, "127.0.0.1");
  const url = `http://127.0.0.1:${server.address().port}`;
  return { url, call: "/userinfo", token: await server.issuer.buildToken() };
}

async function oidcProvider() {
  const { Provider } = await import(require.resolve("oidc-provider"));
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(url, {
    clients: [{
      client_id: "bench",
      client_secret: "secret",
      grant_types: ["client_credentials", "authorization_code"],
      redirect_uris: ["https://client.example/"],
    }],
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  });
  server.on("request", provider.callback());
  // An access token of a user, without the browser that it would take.
  const client = await provider.Client.find("bench");
  const grant = new provider.Grant({ clientId: "bench", accountId: "alex" });
  grant.addOIDCScope("openid");
  const grantId = await grant.save();
  const access = new provider.AccessToken({ client, accountId: "alex", grantId, scope: "openid", gty: "authorization_code" });
  return { url, call: "/me", token: await access.save() };
}
