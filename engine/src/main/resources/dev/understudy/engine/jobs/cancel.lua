-- id, code, reason
local job = read(ARGV[1])
if not job then
  return 'unknown'
end
if job.state == 'queued' then
  stopWaiting(job)
elseif job.state == 'running' then
  stopRunning(job)
else
  return 'ended'
end
setAside(job, ARGV[2], ARGV[3])
return 'cancelled'
