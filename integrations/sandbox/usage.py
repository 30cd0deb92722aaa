"""What `python -m integrations.sandbox --help` says of ringing a line with it."""

RINGING = """\
To ring a rehearsal of a line, keep this running with --clock-file FILE, which is then that
deployment's CLOCK_FILE. It prints one line of JSON, whose url is URL here. Set

  TWILIO_API_URL=URL TWILIO_ACCOUNT_SID=account_sid TWILIO_AUTH_TOKEN=auth_token

and, before serve and worker start, give the account the line's number and point it at them:

  curl -d '{"number": "+441632960000"}' URL/sandbox/own
  advice-line twilio configure

Then ring from a practice; the phone of whoever is on duty is answered, and accepts with 1:

  curl -d '{"from_number": "+441632960101", "to_number": "+441632960000"}' URL/sandbox/call
  curl -d '{"seconds": 12}' URL/sandbox/advance
  curl -d '{"number": "+447700900001"}' URL/sandbox/answer
  curl -d '{"seconds": 4}' URL/sandbox/advance
  curl -d '{"number": "+447700900001", "keys": "1"}' URL/sandbox/press
  curl -d '{"seconds": 60}' URL/sandbox/advance
  curl -d '{"number": "+441632960101"}' URL/sandbox/hang_up

Look at it with:

  curl -d '{}' URL/sandbox/legs                                which phone rang, and what was heard
  curl -d '{"number": "+447700900001"}' URL/sandbox/inbox      the texts of a phone
  curl -d '{}' URL/sandbox/faults                              what the carrier found wrong

Time stands still except in advance. What else can be asked: integrations/sandbox/control.py.
"""
