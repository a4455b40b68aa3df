
-- Adds a user.

local USER, USERS, REMOVED_USERS = KEYS[4], KEYS[5], KEYS[6]
local name, password, roles, scope, claims = unpack(ARGV, 5)

local former = read(USER)
if former and not former.removed then
  return {'exists'}
end
record('user_added', name)
local revision, version = '0', '0'
if former then
  -- The removal raised the version: nothing issued to the former user is valid for the new one.
  revision, version = text(tonumber(former.revision) + 1), former.version
  redis.call('HDEL', USER, 'removed')
  redis.call('ZREM', REMOVED_USERS, name)
end
redis.call(
  'HSET', USER, 'name', name, 'password', password, 'roles', roles, 'scope', scope, 'claims', claims,
  'version', version, 'disabled', '0', 'created', now_text, 'revision', revision
)
redis.call('ZADD', USERS, 0, name)
return done({'added', redis.call('HGETALL', USER)})
