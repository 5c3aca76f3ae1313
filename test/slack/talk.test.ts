import { expect, it } from 'vitest'
import type { Message } from '#src/domain/brief.ts'
import { changesFacts } from '#src/slack/listeners/following.ts'
import { advisor } from '#test/support/bot.ts'

/** What people say in a thread without saying anything about the decision. */
const TALK = `lunch?
haha yes
I am back at two
nice weather today
who has the key to room 4?
:+1:
+1
sounds good to me
let me check and come back
can somebody share the slides?
they are in the drive
thanks!
sorry, wrong thread
good point
I disagree but fine
let's talk about it tomorrow
meeting in ten minutes
is anybody else's VPN slow?
mine is fine
brb
what did the vendor say last time?
no idea
he is on vacation until Monday
happy birthday Ben!
cake in the kitchen
we should decide this at some point
agreed
I read an article about this
which one?
can't find it any more
my laptop is at 5 percent
use mine
who wrote this ticket?
not me
the build is red again
fixed
deploy is done
the demo went well
great job everybody
are we still talking about the same thing?
I think so
maybe
it depends
I would love to have that too
same here
ok moving on
so what now?
the bot will tell us
will it?
let's see
I like the new logo
the old one was better
please mute yourself
can you hear me?
yes
see you on Thursday
I will be ten minutes late
no worries
talk soon
done for today`.split('\n')

/** Lines that each change what is weighed. */
const NEWS = `Legal says the data must stay on our own servers, no cloud.
We got two H100s.
Volume is 20M requests a day now.
We got the budget: 8,000 EUR a month.
We have three ML engineers who can run GPUs.
Nobody here can run servers any more.
It has to be HIPAA compliant.
Answers must come in under 300 ms.
We need to fine-tune it on our own cases.
The budget was cut to 500 dollars a month.
We go live in production next month.
The deadline is in 3 weeks.
DeepSeek is out, management banned it.
Actually it is only 1,000 requests a month.
The data is public after all.
We have about 4,000 users.
Each request is about 2,000 tokens.
We need a frontier model, nothing weaker will do.
Traffic comes in bursts at the end of the quarter.
We sold the GPUs, so there is no hardware left.
The model has to read images as well.
We must be able to inspect the weights.
It must run offline on the tablets in the field.
Costs have to be predictable, a fixed amount each month.
GDPR applies, the data has to stay in the EU.
We tested Llama on our prompts and it was good enough.
We need an SLA with 24/7 support.
Vendor lock-in is a no-go.
We expect usage to grow tenfold next year.
The version must be pinned, it may never change under us.
It is just a prototype for now.
The network is air-gapped.
We already pay 12,000 USD a month for the OpenAI API.
A small model is enough for this.
The data contains credit card numbers, PCI DSS applies.
Latency does not matter, it runs overnight.
We need it to transcribe audio calls.
We can spend 60,000 EUR on machines once.
Only AWS and Azure are approved vendors.
We use the OpenAI API in production today.`.split('\n')

const OPENING: Message = {
  user: 'UANA',
  text: 'We want a chatbot for support tickets, about 30k requests a month. Open or closed?',
}

it('of 60 lines of talk at most 2 are taken for news, and at least 36 of 40 lines of news are not missed', async () => {
  const talk = TALK.map((text, i) => ({ text, news: false, user: i % 2 ? 'UANA' : 'UBEN' }))
  const news = NEWS.map((text, i) => ({ text, news: true, user: i % 2 ? 'UBEN' : 'UANA' }))
  const mixed = [...talk, ...news].toSorted((a, b) => a.text.length - b.text.length || a.text.localeCompare(b.text))
  const messages = [OPENING]
  let before = await advisor.advise({ messages }, 'UANA')
  const interrupted: string[] = []
  const missed: string[] = []
  for (const { text, news: isNews, user } of mixed) {
    messages.push({ user, text })
    const after = await advisor.advise({ messages: [...messages] }, 'UANA')
    const changes = changesFacts(before, after)
    if (changes && !isNews) interrupted.push(text)
    if (!changes && isNews) missed.push(text)
    before = after
  }
  expect(interrupted.length, interrupted.join('\n')).toBeLessThanOrEqual(2)
  expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(4)
})
