
-- Opens a session, and forgets the failed logins of its user.

local SESSION, USER, SESSIONS, SESSIONS_OF_USER, THROTTLE, THROTTLES = unpack(KEYS, 4)
local sid, name, version, client, scope, hash, idle_end, expires, lifetime, throttle_id = unpack(ARGV, 5)
lifetime = tonumber(lifetime)

local user = read(USER)
if not user or user.removed or user.disabled == '1' or user.version ~= version then
  local pending = redis.call('HGET', THROTTLE, 'pending')
  record('login_refused', name, nil, client, 'the user has changed in the meantime')
  if pending and tonumber(pending) > 0 then
    redis.call('HINCRBY', THROTTLE, 'pending', -1)
  end
  return done({'refused'})
end
if redis.call('EXISTS', SESSION) == 1 then
  return redis.error_reply('EXISTS there is a session with this ID')
end

record('login', name, sid, client)
redis.call(
  'HSET', SESSION, 'sid', sid, 'user', name, 'client', client, 'scope', scope, 'created', now_text, 'expires', expires,
  'idle', earlier(idle_end, expires), 'version', version, 'generation', '0', 'hash', hash
)
redis.call('PEXPIRE', SESSION, text(lifetime + HOUR))
for _, index in ipairs({SESSIONS, SESSIONS_OF_USER}) do
  redis.call('ZADD', index, 0, rank(tonumber(expires)) .. sid)
  redis.call('ZREMRANGEBYLEX', index, '-', '(' .. rank(present - HOUR))
  keep(index, lifetime + HOUR)
end
redis.call('DEL', THROTTLE)
redis.call('ZREM', THROTTLES, throttle_id)
return done({'opened', redis.call('HGETALL', SESSION), redis.call('HGETALL', USER)})
