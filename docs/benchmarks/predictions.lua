-- One prediction a call: real listings, each with an id that was never sent before.
-- wrk -s predictions.lua ADDRESS -- FILE PREFIX: bodies of listings.py, and what ids begin with, new with each run.
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(arguments)
  bodies = {}
  for line in io.lines(arguments[1]) do
    bodies[#bodies + 1] = line
  end
  prefix = '{"id":"' .. arguments[2] .. "-" .. number .. "-"
  head = wrk.format("POST", nil, { ["Content-Type"] = "application/json", ["Content-Length"] = "@" }, "")
  head = head:gsub("[Cc]ontent%-[Ll]ength: [^\r]*\r\n", ""):gsub("\r\n\r\n$", "\r\nContent-Length: ")
  count = 0
end

function request()
  count = count + 1
  local body = prefix .. count .. '",' .. bodies[count % #bodies + 1]
  return head .. #body .. "\r\n\r\n" .. body
end

function done(summary, latency, requests)
  local errors = summary.errors
  print(string.format(
    "FIGURES requests=%d seconds=%.6f rate=%.1f p50_us=%d p99_us=%d max_us=%d status=%d failed=%d timeouts=%d",
    summary.requests, summary.duration / 1e6, summary.requests / (summary.duration / 1e6),
    latency:percentile(50), latency:percentile(99), latency.max,
    errors.status, errors.connect + errors.read + errors.write, errors.timeout))
end
