### Every word that the pages say of their own accord, in English.
###
### Plain, calm, human. Readers may be frightened and in a hurry: short
### sentences, no jargon, no blame, nothing that is not certain.
### A language is added by adding a file; `{ $name }` is filled in by the program.

## Dates, lengths of time, lists

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
# The parts in inner braces are filled by the program, in any order.
date-format = {"{"}day{"}"} {"{"}month{"}"} {"{"}year{"}"}
day-month-format = {"{"}day{"}"} {"{"}month{"}"}
date-time-format = {"{"}date{"}"}, {"{"}time{"}"}
minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
and-two = { $a } and { $b }
in-quotes = “{ $text }”
language-ar = Arabic
language-de = German
language-en = English
language-es = Spanish
language-fr = French
language-it = Italian
language-ja = Japanese
language-nl = Dutch
language-pl = Polish
language-pt = Portuguese
language-uk = Ukrainian
language-zh = Chinese

## Feeds

feed-site = Every update of { $site }
feed-title = { $name }: { $site }
feed-service = Every update about { $service }
feed-incident = Every update about: { $incident }
feed-action-needed = [Action needed]
feed-correction = [Correction]
feed-item = { $title }, { $date }: { $kind }
feed-next = Next update by { $time }.

## Around every page

skip = Skip to the content
site-navigation = This site
# a site of practices
drill-site = Exercise, nothing here is real. { $name }
drill-title = [Exercise] { $title }
history-title = History
corrections-title = Corrections
corrections-none = We have not had to correct anything yet. When we do, the wrong words stay where they were, struck through, and the right ones stand here.
corrections-intro = Everything that we said and later found to be wrong, newest first. The wrong words stay on their pages, struck through.
feed-link = Feed
feed-hint = Follow it in a feed reader
home-link = Status now
not-found-title = This page does not exist
not-found-text = The address may be mistyped, or cut off. We do not remove pages about incidents: what we have said is still here.
not-found-home = What is happening now
not-found-history = All incidents

## For the script: { "{" }…{ "}" } is filled by it

script-local = {"{"}time{"}"} where you are
script-ago = {"{"}length{"}"} ago
script-late = This time has passed ({"{"}age{"}"}). Reload the page. If nothing newer appears, we are late.

## The headline

home-title = { $headline } – { $site }
headline-fine = We know of no problem
headline-fine-text = Nothing that we watch and nothing that you have told us says that something is wrong. If something does not work for you, please tell us.
headline-maintenance = Planned work is under way
headline-unconfirmed = Planned work should be under way
unconfirmed-text = It was planned for this time. We have not yet confirmed that it has begun.
overrun-text = The time that we planned for it is over, and we have not yet said that the work is done.
last-update = Last update
last-word = Our last word was on

## What readers ask, in their order

happened = What happened
planned-what = What we are doing
know = What we know
touches-me = Does this affect me?
what-to-do = What should I do?
unknowns = What we don’t know yet
who-says = Who says so
hear-more = When you hear more
where-to-ask = Where to ask
whole-story = The whole story, with every update

## Does this affect me?

affected = Affected
under-maintenance = Paused or limited by planned work
under-maintenance-later = Will be paused or limited by planned work
under-maintenance-over = Was paused or limited by planned work
under-maintenance-cancelled = Planned work on this was cancelled
being-checked = Still being checked
working-again = Working again
not-affected = Not affected
not-stated = Not stated yet
none-stated = We have not said yet which services this touches, and which it does not.
how-many = How many
# Once it is over for them.
how-many-were = How many were affected
where = Where
which-systems = Which systems
could-have = What could have happened
could-have-sure = We are sure that this was possible.
did = What did happen
not-known = not known
not-known-then = not known on { $time }
your-data = Data
data-kinds = Kinds of data
lost = Lost
exposed-time = Time of exposure
from = From
to = to
being-used = Is it being used?
all-services = All services
all-other-services = All other services
all-regions = All regions
unit-customers = customers
numbers-unknown = We do not know yet how many.
numbers-not-known = This is not known.
at-least = at least { $text }
count = { $count } { $unit }
count-of = { $count } of { $of } { $unit }
with-sure = { $text } ({ $sure })
with-source = { $text } (source: { $source })
as-of = { $text }, as of { $time }
# Behind what was said earlier than the last word.
said-on = As of { $time }.
# Of what does not hold any more.
said-then = On { $time } we said: { $text }
said-as-of = { $text } (as of { $time })
about = about { $text }
ongoing = not ended yet
data-confirmed = Yes. Someone reached data.
data-ruled-out = No. We checked, and nobody reached data.
data-unknown = We do not know yet whether anyone reached data.
data-not-known = Whether anyone reached data is not known.
data-not-relevant = This is not about data: { $why }
data-lost-none = Nothing was lost.
data-lost-unknown = We do not know yet whether anything was lost.
data-lost-not-known = Whether anything was lost is not known.
data-lost-some = { $what }

## What should I do?

everyone = Everyone
password-question = Should I change my password?
password-yes = Yes, now.
password-no = No, you do not need to.
password-later = Not yet. Wait until we say so.
strength-should = Advised
strength-can = If you like
do-by = By
do-after = Not yet. Only after this:
do-after-done = You can do this now. It had to wait for this:
do-until = Until:
do-until-done = This is over. It held until:
# A step that begins like this warns of something: it holds until its condition is met. Also in the languages of the content.
do-not-words = Do not, Don't, Don’t, Never, Avoid, Wait with, Wait before, Please do not, Please don't, Please don’t, Please never, Please avoid, Please wait with, Nicht, Nie, Niemals, Kein, Keine, Keinen, Bitte nicht, Bitte nie, Bitte kein, Bitte keine, Bitte keinen
# The same, after the verb that begins the step.
do-not-after-verb = Sie nicht, Sie bitte nicht, Sie noch nicht, Sie bitte noch nicht, Sie nie, Sie kein, Sie keine, Sie keinen, Sie bitte keine, Sie bitte keinen
do-why = Why:
do-how = How to do it
do-check = How to see that it worked:
do-cost = What it takes:
self-check = Check for yourself
self-check-none = Is there a way to check for yourself? No:
self-check-made-by = Made by
self-check-official = ours
self-check-not-official = not ours
self-check-hash = SHA-256 of the file

## What we don't know yet

answer-by = Answer promised by { $time }
answer-overdue = We promised an answer by { $time } and are late.
answered-at = Answered
answered-since = Answered since
cannot-be-known = This cannot be known.
nothing-open = We have no open question.

## Who says so, and when you hear more

promise-open = Next update by { $time }.
promise-due = The next update is due now: { $time }.
promise-kept = Promised for { $time }, came at { $at }.
promise-kept-day = Promised for { $time }, came on { $at }.
promise-late = Promised for { $time }, came at { $at }, { $by } late.
promise-broken = We promised an update by { $time }. We are { $by } late.
promise-let-go = Promised for { $time }. This is not told here any more.
promise-or-else = If it is after { $time } and you see nothing newer here, we are late.
no-next = No further update is planned.
no-next-promise = We have not said when we write again.
came-late = This update came { $by } later than promised.
plan-rhythm = We write { $rhythm }.
plan-channels = You find it through: { $channels }.
plan-until = We go on until { $until }.

## How far the work is

progress = { $what }: { $done } of { $total }
estimate = Our estimate
estimate-basis = Why we think so:
window-from = Starts
window-to = Ends
window-began = Started
window-ended = Ended
window-was-from = Was to start
window-was-to = Was to end
window-length = Planned length
window-extended = { $length }, extended by { $more }
window-starts = The work starts on { $time }.
window-ends = The work is to end on { $time }.
window-overrun = The work was to end on { $time }. We are { $by } late.
emergency = Why at short notice

## Ways to ask

purpose-questions = Questions
purpose-security = Security reports
purpose-privacy = Your personal data
purpose-press = Press
purpose-escalation = If we have let you down
contact-for = For
contact-key = Key for encrypted messages

## Home

other-open = Also open
over-title = Ended in the last 24 hours
over-since = Over since { $time }.
it-affected = It affected:
soon = From { $time }:
more-open = More is open than fits here. The history lists it all.
services-title = All services
because = Because of
strip-label = { $bad ->
    [0] 90 days without trouble or planned work
    [one] 90 days: { $bad } with trouble or planned work
   *[other] 90 days: { $bad } with trouble or planned work
}
planned-title = Planned work
recent-title = Ended in the last 30 days

## Lists

updates = { $n ->
    [one] { $n } update
   *[other] { $n } updates
}
incidents = { $n ->
    [one] { $n } incident
   *[other] { $n } incidents
}
history-intro = Everything that we have told you about, by year. We never remove an incident.
history-empty = Nothing has happened that we had to tell you about.
newest = The newest
years = Years
year-title = History of { $year }
all-years = All years
retired-row = Taken out of the list

## A service

service-now = Now
service-strip = The last 90 days
service-past = What has touched it before
service-none = No earlier incident is recorded here.
service-more = Older ones are in the history.

## An incident

facts = The facts
reference = Reference
kind = Kind
began = Began
found = Found
found-by-whom = Found by
first-word = Our first word
lasted-label = Lasted
lasted-with-break = { $length } from beginning to end, with a break in between
fixed = Fixed
fixed-by = What fixed it
# Planned work repairs nothing.
ended-how = How it ended
cve = Identifier
no-cve = No CVE number: { $why }
technical-details = Technical details
details-at = We publish technical details on { $time }.
details-since = Technical details are public since { $time }.
details-never = We do not publish technical details.
customer-review = Review from outside
review-by = By
review-due = Due
review-link = Read it
learned = Looking back
postmortem-due = We publish what we learned by { $date }.
postmortem-none = We will not publish a review: { $why }
backfilled = We first published this after it was over.
retired-merged = Told in:
retired-merged-unknown = This is told in another incident.
retired-withdrawn = We took this incident back. It was not so.
retired-stays = What we had written stays below, so that this address keeps its meaning.
updates-title = Updates, newest first
services-said = What it says of services
channels = Where else we said this
done-title = What we did
promises-title = Promised updates, kept and missed
voices-title = What others are saying
our-answer = Our answer:
voice-resolved = Settled: { $who }.
voice-resolved-at = Settled: { $who }, { $time }.
reports-title = What others have seen
upstream-title = Suppliers involved
terms-title = What some words mean
references-title = Read more elsewhere
ties-title = Belongs together
credit-title = Who told us
credit-anonymous = Somebody who wishes not to be named.
credit-timeline = How we handled the report
causes-title = What let it happen
lessons-title = What we learned
followups-title = What we are changing
when = When
what = What
on-this-page = On this page

## Corrections

correction-said = We said
correction-now = Right is
correction-why = How it happened
correction-matters = Why it matters to you
correction-in = Said on
correction-made = Corrected on
correction-found = Noticed on
corrected-at = Corrected on { $time }
# The same with the right words. The brackets show where those end, also where nothing is underlined.
corrected-to = [Corrected on { $time }: { $now }]
# In place of wrong words, where nothing can be struck through.
corrected-words = [corrected: { $now }]

## Kinds and states

kind-outage = Outage
kind-security-incident = Security incident
kind-data-breach = Data breach
kind-vulnerability = Security flaw
kind-maintenance = Planned work
kind-notice = Notice
severity-critical = Critical
severity-major = Major
severity-minor = Minor
severity-none = For information
state-reported = Noticed
state-received = Report received
state-investigating = We are looking for the cause
state-assessing = We are finding out what was reached
state-confirmed = Confirmed
state-identified = We know the cause
state-contained = Contained
state-telling-people = We are telling the people concerned
state-investigating-cause = Contained; we are looking for the cause
state-fixing = We are repairing it
state-recovering = We are restoring things
state-monitoring = It works again; we are watching
state-advance-notice = Told in advance
state-none-yet = There is no repair yet
state-mitigation-only = You can limit the risk; there is no repair yet
state-fix-available = There is a repair
state-fixed = Repaired
state-scheduled = Planned
state-rescheduled = Planned, with a new time
state-rescheduled-since = Planned, with a new time since { $date }
state-in-progress = Under way
state-extended = Taking longer than planned
state-verifying = Done; we are checking the result
state-completed = Completed
state-cancelled = Cancelled
state-active = Applies now
state-resolved = Over
state-reopened = It has come back
state-reviewed = Over and reviewed
state-closed = Closed
state-not-affected = We are not affected
state-disputed = We see no flaw here
state-withdrawn = Taken back

## Services

service-fine = No known problem
service-recovered = Works again, not over yet
service-not-stated = Not stated yet
service-maintenance = Planned work
service-checking = Being checked
service-slow = Slow
service-exposed = May be exposed
service-partial = Partly working
service-down = Not working
status-down = Not working
status-partial = Partly working
status-exposed = May be exposed
status-slow = Slow
status-checking = Being checked
status-maintenance = Planned work
status-recovered = Working again
# Of what was never stopped, such as a service with a leak.
status-repaired = Repaired
status-not-affected = Not affected
status-not-stated = Not stated yet

## Who is spoken to, where it happened, how it was found

audience-users = Users
audience-admins = IT teams
audience-developers = Developers
audience-partners = Partners
audience-journalists = Journalists
audience-staff = Our own people
audience-named = Customers told by name
audience-customers = Customers
audience-public = Everyone
environment-production = Our live service
environment-beta = A trial version
environment-internal = Our own office systems
found-monitoring = our monitoring
found-customer = a customer
found-researcher = a security researcher
found-public-report = a report in public
found-audit = a check of our own
found-partner = a partner
found-supplier = a supplier
found-press = the press
found-attacker = the attacker
found-staff = one of our own people
exploitation-none-known = We know of nobody who has used it
exploitation-suspected = It may have been used
exploitation-confirmed = It has been used
exploitation-public-exploit = Instructions for using it are public
sure-exact = exact
sure-estimate = estimate
sure-at-latest = at the latest
sure-at-earliest = at the earliest
sure-at-least = at least
sure-confirmed = confirmed
sure-not-known = not known yet
sure-unknown = not known yet
sure-approximate = about
sure-unknown-time = We do not know when

## Updates, corrections, reviews

type-holding = First word
type-first = First full update
type-progress = Update
type-no-change = No change
type-resolved = It is over
type-reopened = It has come back
type-correction = Correction
type-advisory = Advisory
type-notice = Notice
type-reminder = Reminder
type-postmortem = Review
size-fact = A fact was wrong
size-scope = Who or what is affected was wrong
size-advice = Our advice was wrong
size-typo = A slip in spelling
found-by-us = We noticed it ourselves
found-by-reader = A reader told us
found-by-partner = A partner told us
stance-agrees = Says the same as we do
stance-differs = Says something else
stance-wrong = Is mistaken
stance-answered = Has been answered
review-offered = Offered to customers
review-chosen = A reviewer is chosen
review-under-way = Under way
review-published = Published
cause-technical = Technology
cause-process = How we work
cause-intake = How the report was taken in
cause-follow-up = How we followed it up
cause-communication = How we communicated
lesson-security = Security
lesson-communication = Communication
lesson-ethics = What is right
lesson-technical = Technology
followup-planned = Planned
followup-doing = Under way
followup-done = Done
followup-dropped = Will not be done
taken-doing = Under way
taken-done = Done
taken-undone = Taken back
taken-type-turned-off = Turned off
taken-type-patched = Patched
taken-type-keys-replaced = Keys replaced
taken-type-certificate-reissued = Certificate replaced
taken-type-access-removed = Access removed
taken-type-restored = Restored
taken-type-rolled-back = Rolled back
taken-type-told-authority = Authority told
taken-type-other = Other
tie-causes = This caused
tie-caused-by = This was caused by
tie-apology-for = This is our apology for how we handled
tie-apology = Our apology for how we handled this
tie-duplicate = The same thing
tie-follows = This followed
tie-followed-by = This was followed by
tie-merged = Told here as well:
tie-related = Related
disclosure-received = We received the report
disclosure-acknowledged = We told the reporter that we have it
disclosure-confirmed = We knew that it is real
disclosure-draft-shared = The reporter saw our draft
disclosure-fixed = It was repaired
disclosure-published = We published it

## Texts for other channels: pieces of sentences

say-pair = { $label }: { $text }
say-label = { $label }:
say-from = { $sender }: { $text }
say-from-correction = { $sender }, correction: { $text }
say-headline = { $tag } { $sender }: { $title } ({ $date })
say-subject = { $tag } { $title } - { $date }
# Where the title has the day in it.
say-subject-dated = { $tag } { $title }
# Behind the words of a correction: what happened, with the right words in it.
say-before = What this is about: { $text }
say-about = { $state }. As of { $time }.
say-window = From { $from } to { $to }.
say-do-by = { $do } (by { $time }).
say-do-after = Wait until { $condition }. Then: { $do }
say-do-until = Until { $condition }: { $do }
# Who is not named, with commas between: they come last.
say-everyone-else = everyone else, everybody else, all others
say-nothing-for = { $who }: nothing to do.
say-not-affected = Not affected: { $services }.
say-not-affected-count = { $n ->
    [one] { $n } other service is not affected.
   *[other] { $n } other services are not affected.
}
say-open = Still checking: { $question }
say-question-by = { $question } (Answer promised by { $time }.)
say-next = Next update by { $time }.
say-next-sms = Next news { $time }
say-valid-until = Valid until { $time }. After that, read the page first.
say-valid-from = Valid from { $time } until the page says something newer.
say-read-on = The whole story, with every update: { $page }
say-how-on-page = How to do it, step by step, is on the page.
say-wrong-title = What we got wrong
say-answers = Answers to earlier questions
say-data-confirmed = Someone reached data.
say-data-ruled-out = We checked: nobody reached data.
say-real = Is this message real? Type { $home } into your browser: it says the same. This message has no attachment, and its one link leads to that page.
# Words, in small letters, that mark a sentence as an apology: it stands on the page, not in a text message.
say-apology-words = sorry, apolog, regret
# Steps begin in capitals, except with these words; the pairs are taken together.
say-quiet-words = If, When, Once, You, Please, Until, Unless, In, On, By, A, An, The, We, Wait
say-loud-pairs = Do not, Wait until, Wait with

## Marks in front of a subject

say-tag-correction = [Correction]
say-tag-review = [Review]
say-tag-action = [Action needed]
say-tag-action-by = [Action needed by { $time }]
say-tag-over = [Over]
say-tag-works = [Works again]
say-tag-again = [Again]
say-tag-planned = [Planned work]
say-tag-reminder = [Reminder]
say-tag-update = [Update]
say-tag-notice = [Status]

## The press line

say-press-line = { $organisation }, { $time }: { $text }
say-press-quote = “{ $quote }” – { $who }

## The phone script

say-phone-hello = This is { $sender }. I can tell you what we know now.
say-phone-do = Here is what to do.
say-phone-for = { $who }: { $do }
say-phone-open = Here is what we do not know yet.
say-phone-next = We tell you more by { $time }.
say-phone-where = You can read all of this at { $home }.
say-phone-if = If they ask:
say-ask-whose = Whose fault is it?
say-answer-whose = We are responsible for the service that you buy from us. What we know of the cause is on the page.
say-ask-money = Will I get money back?
say-answer-money = I cannot answer that today. I write your question down, and somebody answers you in person.
say-ask-press = I am a journalist.
say-answer-press = Our press desk answers you: { $address }.
say-ask-upset = I want to complain.
say-answer-upset-write = I am sorry that it has come to this. Please write to { $address }: a person answers you.
say-answer-upset-call = I am sorry that it has come to this. Please call { $address }: a person answers you.
say-answer-upset-web = I am sorry that it has come to this. Please write to us at { $address }: a person answers you.

## Questions and answers

say-questions-title = Questions and approved answers
say-questions-use = Use these words as they stand. If a question is not here, do not guess: write it down and pass it on.
say-question = Question
say-answer = Answer
say-status = Status
say-answered = Answered
say-unknown = We do not know yet
say-cannot = Cannot be known
say-ask-happened = What happened?
say-ask-do-for = What should I do? ({ $who })
say-ask-data = Is my data affected?
say-ask-other = { $who }: “{ $says }” Is that so?
say-ask-fixed = When will it be over?
say-ask-next = When do I hear more?
say-ask-where = Where can I ask?
say-answer-by = We do not know yet. We promised an answer by { $time }.
say-answer-open = We do not know yet. We say so on the page as soon as we know.
say-over-by = By { $time } on { $day }, as planned now.
say-no-guess = We give no time that we might not keep. { $next }

## The brief for our own people

say-staff-banner = INTERNAL. Do not forward.
say-staff-see = What customers see
say-staff-may = What you may say
say-staff-may-intro = All of this is public. Use these words.
say-staff-not = What you must not say
say-staff-press = Who answers the press
say-staff-press-text = Only the press desk. Pass on every call and message, and say nothing else:
say-staff-press-nobody = No press desk is named on the page. Pass on every call and message to the coordinator, and say nothing else.
say-staff-press-lead = INTERNAL: { $name } leads it.
say-staff-departments = What each of us does
say-staff-lead = { " " }(INTERNAL: { $name })
say-staff-next = Next brief
say-staff-next-by = With the next public update, by { $time }.
say-staff-next-none = When the page says something new.
say-department-support = Support
say-department-sales = Sales
say-department-marketing = Marketing
say-department-social = Social media
say-department-engineering = Engineering
say-staff-support = Use the phone script and the questions and answers. Write down every question that is not in them, with the time.
say-staff-sales = If a customer hesitates, say: “{ $line } You can follow it at { $page }.” Do not play it down, do not compare us with others, and offer nothing. Pass contract questions on.
say-staff-marketing = Pause all scheduled posts, mailings and adverts now. Do not start them again until this is over.
say-staff-marketing-minor = Read each scheduled post, mailing and advert with this in mind, and hold back what would sound wrong today.
say-staff-marketing-planned = From { $from } to { $to }, schedule no post, mailing or advert that sends people to what is not there then. Everything else may run.
say-staff-marketing-over = Scheduled posts, mailings and adverts may start again. Read each one first with this in mind.
say-staff-social = Post the prepared texts as they stand. Answer with the approved answers, do not argue, and send threats and leaks to the security team.
say-staff-engineering = Write nothing about causes outside. Keep logs and evidence. Send each new fact, with its time, to the coordinator.
say-not-more = Nothing that is not on the page: no number, no name, no cause.
say-not-answer = “{ $question }” Say: “We do not know yet.”
say-not-answer-by = “{ $question }” Say: “We do not know yet. We promised an answer by { $time }.”
say-not-safe = That data is safe. We do not know that yet.
say-not-safe-over = That data is safe. We do not know that, and say so.
say-not-when = When it will be over. Say when the next update comes.
say-not-blame = Whose fault it is: no person, no supplier, no customer.
say-not-promise = Anything about money back or compensation.
