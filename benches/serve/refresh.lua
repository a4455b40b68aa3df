-- Presents the refresh token of one session after another, and keeps the successor. A connection has one request under way
-- at a time, so as many sessions as connections are enough.
local cookies, first, last = {}, 1, 0
for line in io.lines(os.getenv("BENCH_COOKIES")) do
  last = last + 1
  cookies[last] = line
end

function request()
  local cookie = cookies[first]
  cookies[first] = nil
  first = first + 1
  return wrk.format("POST", nil, { ["Cookie"] = cookie })
end

function response(status, headers)
  local cookie = headers["Set-Cookie"] or headers["set-cookie"]
  if status == 200 and cookie then
    last = last + 1
    cookies[last] = cookie:match("^[^;]+")
  end
end
