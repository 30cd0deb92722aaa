"""What `python -m integrations.sandbox.slack --help` says of trying a line's channel with it."""

DRIVING = """\
To try the channel of a rehearsal, keep this running. It prints one line of JSON, whose control is
CONTROL here. Set, for serve and for worker,

  SLACK_API_URL=api_url SLACK_BOT_TOKEN=bot_token SLACK_SIGNING_SECRET=signing_secret

or, instead of the last, SLACK_APP_TOKEN=app_token, and the worker connects by a socket. In the
setup file the line has slack_channel = "C0HOTDOC", and a responder slack_user = "U0AMARA". Say who
is there:

  curl -d '{"id": "U0AMARA", "name": "Dr Amara Example"}' CONTROLuser
  curl -d '{"id": "U0WARD", "name": "Dr Wanda Ward", "address": "ward@example.org"}' CONTROLuser
  curl -d '{"id": "C0HOTDOC", "name": "hot-doc", "members": ["U0AMARA", "U0WARD"]}' CONTROLchannel

Then ask something at /ask. Its card is there within seconds; each answer is all that this person
sees then:

  curl -d '{"person": "U0AMARA", "act": "sees", "with": ["Claim"]}' CONTROLdo
  curl -d '{"person": "U0AMARA", "act": "clicks", "with": ["Claim"]}' CONTROLdo
  curl -d '{"person": "U0AMARA", "act": "sees", "with": ["is yours"]}' CONTROLdo
  curl -d '{"person": "U0AMARA", "act": "opens_home"}' CONTROLdo

A colleague on a ward asks by the command:

  curl -d '{"person": "U0WARD", "act": "commands", "with": ["/hotdoc"]}' CONTROLdo
  curl -d '{"person": "U0WARD", "act": "sees", "with": ["When do you need it?"]}' CONTROLdo
  curl -d '{"person": "U0WARD", "act": "chooses",
           "with": ["When do you need it?", "Today"]}' CONTROLdo
  curl -d '{"person": "U0WARD", "act": "submits"}' CONTROLdo
  curl -d '{"person": "U0WARD", "act": "sees", "with": ["Your question is kept"]}' CONTROLdo

Look at what was asked of Slack, and how it was answered; take Slack away, and have it back:

  curl -d '{}' CONTROLasked
  curl -d '{"down": true}' CONTROLswitch
  curl -d '{"down": false}' CONTROLswitch

What else people do there: types, closes, joins, writes, writes_to_app.
"""
