
-- Rotates a refresh token: rotation, retry and reuse (RFC 9700 section 4.14).

local presented_generation, presented, successor, idle_end, grace_time, grace_end, sealed, access_jti, access_end =
  unpack(ARGV, 6)
grace_time, presented_generation = tonumber(grace_time), tonumber(presented_generation)

local generation = tonumber(session.generation)

local function record_for_session(kind, detail)
  return record(kind, session.user, session.sid, session.client, detail)
end

-- Replaces the last event of the session, so that many rotations leave one.
local function replace_last_event(kind, current)
  local number = record_for_session(kind, 'generation ' .. current)
  if session.event then
    supersede(session.event)
  end
  return number
end

-- Ends the session because of the presented token; `current` describes the current one.
local function end_for(tag, reason, current)
  local already_ended = not is_live()
  if not session.ended then
    local at, former_reason = end_of()
    mark_ended(at or now_text, former_reason or reason)
  end
  local detail = string.format('generation %.0f presented, %s is current', presented_generation, current)
  local number = record_for_session(reason, detail)
  -- The first such event stays beside the last refresh before it; of those that follow only the latest does.
  if already_ended then
    if session.event then
      supersede(session.event)
    end
    redis.call('HSET', SESSION, 'event', number)
  else
    redis.call('HDEL', SESSION, 'event')
  end
  return done({tag, already_ended and '1' or '0'})
end

if presented_generation < generation then
  local grace = read(GRACE)
  local is_in_time = grace and now < tonumber(grace.ends) and now < tonumber(session.rotated) + grace_time
  local is_previous = grace and presented_generation + 1 == generation and presented == grace.previous
  if is_in_time and is_previous and is_live() then
    redis.call('HSET', SESSION, 'event', replace_last_event('retry', session.generation))
    local reply = with_both('retried')
    for _, value in ipairs({grace.sealed, grace.access_jti, grace.access_end}) do
      table.insert(reply, value)
    end
    return done(reply)
  end
  return end_for('reused', 'reuse', session.generation)
end
if presented_generation > generation then
  return end_for('ahead', 'state_restored', session.generation)
end
if presented ~= session.hash then
  return end_for('ahead', 'state_restored', 'another of it')
end
if not is_live() then
  return with_both('refused')
end

local next_generation = text(generation + 1)
redis.call(
  'HSET', SESSION, 'generation', next_generation, 'hash', successor, 'idle', earlier(idle_end, session.expires),
  'rotated', now_text, 'event', replace_last_event('refresh', next_generation)
)
if grace_time > 0 then
  redis.call(
    'HSET', GRACE, 'ends', grace_end, 'previous', presented, 'sealed', sealed, 'access_jti', access_jti,
    'access_end', earlier(access_end, session.expires)
  )
  redis.call('PEXPIRE', GRACE, text(grace_time + HOUR))
else
  redis.call('DEL', GRACE)
end
return done(with_both('rotated'))
