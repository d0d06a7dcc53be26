### Jedes Wort, das die Seiten von sich aus sagen, auf Deutsch.
###
### Einfach, ruhig, menschlich. Wer das liest, hat vielleicht Angst und wenig
### Zeit: kurze Sätze, keine Fachwörter, keine Schuldzuweisung, nichts Ungewisses.
### `{ $name }` füllt das Programm aus.

## Datum, Dauer, Aufzählung

month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
# Was in den inneren Klammern steht, füllt das Programm aus, in beliebiger Reihenfolge.
date-format = {"{"}day{"}"}. {"{"}month{"}"} {"{"}year{"}"}
day-month-format = {"{"}day{"}"}. {"{"}month{"}"}
date-time-format = {"{"}date{"}"}, {"{"}time{"}"}
minutes = { $n ->
    [one] { $n } Minute
   *[other] { $n } Minuten
}
hours = { $n ->
    [one] { $n } Stunde
   *[other] { $n } Stunden
}
days = { $n ->
    [one] { $n } Tag
   *[other] { $n } Tage
}
and-two = { $a } und { $b }
in-quotes = „{ $text }“
language-ar = Arabisch
language-de = Deutsch
language-en = Englisch
language-es = Spanisch
language-fr = Französisch
language-it = Italienisch
language-ja = Japanisch
language-nl = Niederländisch
language-pl = Polnisch
language-pt = Portugiesisch
language-uk = Ukrainisch
language-zh = Chinesisch

## Feeds

feed-site = Jede Meldung von { $site }
feed-title = { $name }: { $site }
feed-service = Jede Meldung zu { $service }
feed-incident = Jede Meldung zu: { $incident }
feed-action-needed = [Bitte handeln]
feed-correction = [Korrektur]
feed-item = { $title }, { $date }: { $kind }
feed-next = Nächste Meldung bis { $time }.

## Auf jeder Seite

skip = Zum Inhalt
site-navigation = Diese Website
# eine Website voller Übungen
drill-site = Übung, nichts hier ist echt. { $name }
drill-title = [Übung] { $title }
history-title = Verlauf
corrections-title = Korrekturen
corrections-none = Wir mussten noch nichts korrigieren. Wenn wir es tun, bleiben die falschen Worte durchgestrichen stehen, wo sie waren, und hier stehen die richtigen.
corrections-intro = Alles, was wir gesagt und später als falsch erkannt haben, das Neueste zuerst. Die falschen Worte bleiben durchgestrichen auf ihren Seiten stehen.
feed-link = Feed
feed-hint = In einem Feedreader verfolgen
home-link = Stand jetzt
not-found-title = Diese Seite gibt es nicht
not-found-text = Die Adresse ist vielleicht vertippt oder abgeschnitten. Wir entfernen keine Seiten über Vorfälle: Was wir gesagt haben, ist noch da.
not-found-home = Was gerade geschieht
not-found-history = Alle Vorfälle

## Für das Skript: { "{" }…{ "}" } füllt es aus

script-local = {"{"}time{"}"} bei Ihnen
script-ago = {"{"}length{"}"} her
script-late = Diese Zeit ist vorbei ({"{"}age{"}"}). Laden Sie die Seite neu. Steht dann nichts Neueres hier, sind wir zu spät.

## Die Überschrift

home-title = { $headline } – { $site }
headline-fine = Uns ist keine Störung bekannt
headline-fine-text = Nichts, was wir beobachten, und nichts, was Sie uns gemeldet haben, deutet auf einen Fehler hin. Wenn bei Ihnen etwas nicht geht, sagen Sie es uns bitte.
headline-maintenance = Geplante Arbeiten laufen
headline-unconfirmed = Geplante Arbeiten sollten laufen
unconfirmed-text = Sie waren für jetzt geplant. Wir haben noch nicht bestätigt, dass sie begonnen haben.
overrun-text = Die geplante Zeit ist vorbei, und wir haben noch nicht gesagt, dass die Arbeiten fertig sind.
last-update = Letzte Meldung
last-word = Zuletzt gemeldet haben wir uns am

## Was man fragt, in dieser Reihenfolge

happened = Was geschehen ist
planned-what = Was wir tun
know = Was wir wissen
touches-me = Betrifft mich das?
what-to-do = Was soll ich tun?
unknowns = Was wir noch nicht wissen
who-says = Wer das sagt
hear-more = Wann Sie mehr hören
where-to-ask = Wo Sie fragen können
whole-story = Der ganze Vorfall, mit allen Meldungen

## Betrifft mich das?

affected = Betroffen
under-maintenance = Wegen geplanter Arbeiten unterbrochen oder eingeschränkt
under-maintenance-later = Wird wegen geplanter Arbeiten unterbrochen oder eingeschränkt
under-maintenance-over = War wegen geplanter Arbeiten unterbrochen oder eingeschränkt
under-maintenance-cancelled = Geplante Arbeiten daran wurden abgesagt
being-checked = Wird noch geprüft
working-again = Geht wieder
not-affected = Nicht betroffen
not-stated = Noch nicht gesagt
none-stated = Wir haben noch nicht gesagt, welche Dienste das betrifft und welche nicht.
how-many = Wie viele
how-many-were = Wie viele betroffen waren
where = Wo
which-systems = Welche Systeme
could-have = Was hätte geschehen können
could-have-sure = Sicher ist, dass das möglich war.
did = Was geschehen ist
your-data = Daten
data-kinds = Art der Daten
lost = Verloren
exposed-time = Zeit der Gefährdung
from = Von
to = bis
being-used = Wird es ausgenutzt?
all-services = Alle Dienste
all-other-services = Alle anderen Dienste
all-regions = Alle Regionen
unit-customers = Kunden
numbers-unknown = Wir wissen noch nicht, wie viele.
numbers-not-known = Wie viele betroffen waren, ist nicht bekannt.
at-least = mindestens { $text }
count = { $count } { $unit }
count-of = { $count } von { $of } { $unit }
with-sure = { $text } ({ $sure })
with-source = { $text } (Quelle: { $source })
as-of = { $text }, Stand { $time }
said-on = Stand { $time }.
said-then = Am { $time } haben wir gesagt: { $text }
said-as-of = { $text } (Stand { $time })
about = etwa { $text }
ongoing = noch nicht beendet
data-confirmed = Ja. Jemand ist an Daten gelangt.
data-ruled-out = Nein. Wir haben es geprüft, und niemand ist an Daten gelangt.
data-unknown = Wir wissen noch nicht, ob jemand an Daten gelangt ist.
data-not-known = Ob jemand an Daten gelangt ist, ist nicht bekannt.
not-known = nicht bekannt
not-known-then = am { $time } nicht bekannt
data-not-relevant = Um Daten geht es hier nicht: { $why }
data-lost-none = Nichts ist verloren gegangen.
data-lost-unknown = Wir wissen noch nicht, ob etwas verloren gegangen ist.
data-lost-not-known = Ob etwas verloren gegangen ist, ist nicht bekannt.
data-lost-some = { $what }

## Was soll ich tun?

everyone = Alle
password-question = Soll ich mein Passwort ändern?
password-yes = Ja, jetzt.
password-no = Nein, das müssen Sie nicht.
password-later = Noch nicht. Warten Sie, bis wir es sagen.
strength-should = Empfohlen
strength-can = Wenn Sie möchten
do-by = Bis
do-after = Noch nicht. Erst wenn dies geschehen ist:
do-after-done = Das können Sie jetzt tun. Es musste hierauf warten:
do-until = Bis:
do-until-done = Das ist vorbei. Es galt bis:
# Ein Schritt, der so beginnt, warnt vor etwas: Er gilt, bis seine Bedingung erfüllt ist. Auch in den Sprachen des Inhalts.
do-not-words = Nicht, Nie, Niemals, Kein, Keine, Keinen, Vermeiden Sie, Bitte nicht, Bitte nie, Bitte kein, Bitte keine, Bitte keinen, Do not, Don't, Don’t, Never, Avoid, Wait with, Wait before, Please do not, Please don't, Please don’t, Please never, Please avoid, Please wait with
# Dasselbe hinter dem Tätigkeitswort, mit dem der Schritt beginnt.
do-not-after-verb = Sie nicht, Sie bitte nicht, Sie noch nicht, Sie bitte noch nicht, Sie nie, Sie kein, Sie keine, Sie keinen, Sie bitte keine, Sie bitte keinen
do-why = Warum:
do-how = So geht es
do-check = Woran Sie sehen, dass es geklappt hat:
do-cost = Was es kostet:
self-check = Selbst prüfen
self-check-none = Kann man es selbst prüfen? Nein:
self-check-made-by = Von
self-check-official = unsere
self-check-not-official = nicht unsere
self-check-hash = SHA-256 der Datei

## Was wir noch nicht wissen

answer-by = Antwort zugesagt bis { $time }
answer-overdue = Wir haben bis { $time } eine Antwort zugesagt und sind zu spät.
answered-at = Beantwortet
answered-since = Inzwischen beantwortet
cannot-be-known = Das lässt sich nicht herausfinden.
nothing-open = Wir haben keine offene Frage.

## Wer das sagt, und wann Sie mehr hören

promise-open = Nächste Meldung bis { $time }.
promise-due = Die nächste Meldung ist jetzt fällig: { $time }.
promise-kept = Zugesagt bis { $time }, gekommen um { $at }.
promise-kept-day = Zugesagt bis { $time }, gekommen am { $at }.
promise-late = Zugesagt bis { $time }, gekommen um { $at }, { $by } zu spät.
promise-broken = Wir haben bis { $time } eine Meldung zugesagt. Wir sind { $by } zu spät.
promise-let-go = Zugesagt bis { $time }. Davon berichten wir hier nicht mehr.
promise-or-else = Steht nach { $time } hier nichts Neueres, sind wir zu spät.
no-next = Eine weitere Meldung ist nicht geplant.
no-next-promise = Wir haben nicht gesagt, wann wir wieder schreiben.
came-late = Diese Meldung kam { $by } später als zugesagt.
plan-rhythm = Wir schreiben { $rhythm }.
plan-channels = Sie finden es hier: { $channels }.
plan-until = Wir machen weiter, bis { $until }.

## Wie weit die Arbeit ist

progress = { $what }: { $done } von { $total }
estimate = Unsere Schätzung
estimate-basis = Warum wir das glauben:
window-from = Beginn
window-to = Ende
window-began = Begonnen
window-ended = Beendet
window-was-from = Geplanter Beginn
window-was-to = Geplantes Ende
window-length = Geplante Dauer
window-extended = { $length }, um { $more } verlängert
window-starts = Die Arbeiten beginnen am { $time }.
window-ends = Die Arbeiten sollen am { $time } enden.
window-overrun = Die Arbeiten sollten am { $time } enden. Wir sind { $by } zu spät.
emergency = Warum so kurzfristig

## Wo man fragen kann

purpose-questions = Fragen
purpose-security = Sicherheitslücken melden
purpose-privacy = Ihre persönlichen Daten
purpose-press = Presse
purpose-escalation = Wenn wir Sie im Stich gelassen haben
contact-for = Für
contact-key = Schlüssel für verschlüsselte Nachrichten

## Startseite

other-open = Ebenfalls offen
over-title = In den letzten 24 Stunden beendet
over-since = Vorbei seit { $time }.
it-affected = Betroffen war:
soon = Ab { $time }:
more-open = Es ist mehr offen, als hier Platz hat. Im Verlauf steht alles.
services-title = Alle Dienste
because = Wegen
strip-label = { $bad ->
    [0] 90 Tage ohne Störung oder geplante Arbeiten
    [one] 90 Tage: { $bad } mit Störung oder geplanten Arbeiten
   *[other] 90 Tage: { $bad } mit Störung oder geplanten Arbeiten
}
planned-title = Geplante Arbeiten
recent-title = In den letzten 30 Tagen beendet

## Listen

updates = { $n ->
    [one] { $n } Meldung
   *[other] { $n } Meldungen
}
incidents = { $n ->
    [one] { $n } Vorfall
   *[other] { $n } Vorfälle
}
history-intro = Alles, wovon wir Ihnen berichtet haben, nach Jahren. Wir entfernen nie einen Vorfall.
history-empty = Es ist nichts geschehen, wovon wir Ihnen berichten mussten.
newest = Das Neueste
years = Jahre
year-title = Verlauf von { $year }
all-years = Alle Jahre
retired-row = Aus der Liste genommen

## Ein Dienst

service-now = Jetzt
service-strip = Die letzten 90 Tage
service-past = Was ihn vorher betroffen hat
service-none = Hier ist kein früherer Vorfall verzeichnet.
service-more = Ältere stehen im Verlauf.

## Ein Vorfall

facts = Die Tatsachen
reference = Nummer
kind = Art
began = Begonnen
found = Bemerkt
found-by-whom = Bemerkt durch
first-word = Unsere erste Meldung
lasted-label = Gedauert
lasted-with-break = { $length } vom Anfang bis zum Ende, mit einer Unterbrechung dazwischen
fixed = Behoben
fixed-by = Was geholfen hat
ended-how = Wie es zu Ende ging
cve = Kennung
no-cve = Keine CVE-Nummer: { $why }
technical-details = Technische Einzelheiten
details-at = Technische Einzelheiten veröffentlichen wir am { $time }.
details-since = Technische Einzelheiten sind seit { $time } öffentlich.
details-never = Technische Einzelheiten veröffentlichen wir nicht.
customer-review = Prüfung von außen
review-by = Durch
review-due = Fällig
review-link = Lesen
learned = Im Rückblick
postmortem-due = Was wir gelernt haben, veröffentlichen wir bis { $date }.
postmortem-none = Einen Rückblick veröffentlichen wir nicht: { $why }
backfilled = Das haben wir erst veröffentlicht, als es vorbei war.
retired-merged = Davon berichten wir hier:
retired-merged-unknown = Davon berichten wir in einem anderen Vorfall.
retired-withdrawn = Wir haben diesen Vorfall zurückgenommen. Es war nicht so.
retired-stays = Was wir geschrieben hatten, bleibt unten stehen, damit diese Adresse ihren Sinn behält.
updates-title = Meldungen, die neueste zuerst
services-said = Was sie zu den Diensten sagt
channels = Wo wir das noch gesagt haben
done-title = Was wir getan haben
promises-title = Zugesagte Meldungen, gehalten und verpasst
voices-title = Was andere sagen
our-answer = Unsere Antwort:
voice-resolved = Geklärt: { $who }.
voice-resolved-at = Geklärt: { $who }, { $time }.
reports-title = Was andere gesehen haben
upstream-title = Beteiligte Lieferanten
terms-title = Was manche Wörter bedeuten
references-title = Anderswo weiterlesen
ties-title = Was zusammengehört
credit-title = Wer es uns gesagt hat
credit-anonymous = Jemand, der nicht genannt werden möchte.
credit-timeline = Wie wir mit dem Hinweis umgegangen sind
causes-title = Was es möglich gemacht hat
lessons-title = Was wir gelernt haben
followups-title = Was wir ändern
when = Wann
what = Was
on-this-page = Auf dieser Seite

## Korrekturen

correction-said = Wir sagten
correction-now = Richtig ist
correction-why = Wie es dazu kam
correction-matters = Warum es für Sie wichtig ist
correction-in = Gesagt am
correction-made = Korrigiert am
correction-found = Bemerkt am
corrected-at = Korrigiert am { $time }
corrected-to = [Korrigiert am { $time }: { $now }]
# Anstelle falscher Worte, wo man nichts durchstreichen kann.
corrected-words = [korrigiert: { $now }]

## Arten und Stand

kind-outage = Störung
kind-security-incident = Sicherheitsvorfall
kind-data-breach = Datenpanne
kind-vulnerability = Sicherheitslücke
kind-maintenance = Geplante Arbeiten
kind-notice = Hinweis
severity-critical = Kritisch
severity-major = Schwerwiegend
severity-minor = Gering
severity-none = Zur Kenntnis
state-reported = Bemerkt
state-received = Hinweis erhalten
state-investigating = Wir suchen die Ursache
state-assessing = Wir finden heraus, was erreicht wurde
state-confirmed = Bestätigt
state-identified = Wir kennen die Ursache
state-contained = Eingedämmt
state-telling-people = Wir benachrichtigen die Betroffenen
state-investigating-cause = Eingedämmt; wir suchen die Ursache
state-fixing = Wir beheben es
state-recovering = Wir stellen alles wieder her
state-monitoring = Es geht wieder; wir beobachten es
state-advance-notice = Vorab mitgeteilt
state-none-yet = Es gibt noch keine Behebung
state-mitigation-only = Sie können die Gefahr verringern; eine Behebung gibt es noch nicht
state-fix-available = Es gibt eine Behebung
state-fixed = Behoben
state-scheduled = Geplant
state-rescheduled = Geplant, zu einer neuen Zeit
state-rescheduled-since = Geplant, zu einer neuen Zeit seit { $date }
state-in-progress = Im Gang
state-extended = Dauert länger als geplant
state-verifying = Fertig; wir prüfen das Ergebnis
state-completed = Abgeschlossen
state-cancelled = Abgesagt
state-active = Gilt jetzt
state-resolved = Vorbei
state-reopened = Es ist wieder da
state-reviewed = Vorbei und ausgewertet
state-closed = Abgeschlossen
state-not-affected = Wir sind nicht betroffen
state-disputed = Wir sehen hier keine Lücke
state-withdrawn = Zurückgenommen

## Dienste

service-fine = Keine Störung bekannt
service-recovered = Geht wieder, noch nicht vorbei
service-not-stated = Noch nicht gesagt
service-maintenance = Geplante Arbeiten
service-checking = Wird geprüft
service-slow = Langsam
service-exposed = Vielleicht gefährdet
service-partial = Geht teilweise
service-down = Geht nicht
status-down = Geht nicht
status-partial = Geht teilweise
status-exposed = Vielleicht gefährdet
status-slow = Langsam
status-checking = Wird geprüft
status-maintenance = Geplante Arbeiten
status-recovered = Geht wieder
status-repaired = Repariert
status-not-affected = Nicht betroffen
status-not-stated = Noch nicht gesagt

## Wer angesprochen wird, wo es geschah, wie es bemerkt wurde

audience-users = Nutzer
audience-admins = IT-Abteilungen
audience-developers = Entwickler
audience-partners = Partner
audience-journalists = Journalisten
audience-staff = Unsere eigenen Leute
audience-named = Kunden, die wir selbst angesprochen haben
audience-customers = Kunden
audience-public = Alle
environment-production = Unser laufender Betrieb
environment-beta = Eine Testversion
environment-internal = Unsere eigenen Bürosysteme
found-monitoring = unsere Überwachung
found-customer = einen Kunden
found-researcher = jemanden aus der Sicherheitsforschung
found-public-report = einen öffentlichen Hinweis
found-audit = eine eigene Prüfung
found-partner = einen Partner
found-supplier = einen Lieferanten
found-press = die Presse
found-attacker = den Angreifer
found-staff = jemanden von uns
exploitation-none-known = Uns ist niemand bekannt, der sie ausgenutzt hat
exploitation-suspected = Sie wurde vielleicht ausgenutzt
exploitation-confirmed = Sie wurde ausgenutzt
exploitation-public-exploit = Eine Anleitung zum Ausnutzen ist öffentlich
sure-exact = genau
sure-estimate = Schätzung
sure-at-latest = spätestens
sure-at-earliest = frühestens
sure-at-least = mindestens
sure-confirmed = bestätigt
sure-not-known = noch nicht bekannt
sure-unknown = noch nicht bekannt
sure-approximate = etwa
sure-unknown-time = Wir wissen nicht, wann

## Meldungen, Korrekturen, Prüfungen

type-holding = Erste Meldung
type-first = Erste vollständige Meldung
type-progress = Meldung
type-no-change = Keine Änderung
type-resolved = Es ist vorbei
type-reopened = Es ist wieder da
type-correction = Korrektur
type-advisory = Sicherheitshinweis
type-notice = Hinweis
type-reminder = Erinnerung
type-postmortem = Rückblick
size-fact = Eine Tatsache war falsch
size-scope = Wer oder was betroffen ist, war falsch
size-advice = Unser Rat war falsch
size-typo = Ein Schreibfehler
found-by-us = Wir haben es selbst bemerkt
found-by-reader = Ein Leser hat es uns gesagt
found-by-partner = Ein Partner hat es uns gesagt
stance-agrees = Sagt dasselbe wie wir
stance-differs = Sagt etwas anderes
stance-wrong = Irrt sich
stance-answered = Wurde beantwortet
review-offered = Kunden angeboten
review-chosen = Prüfer ausgewählt
review-under-way = Im Gang
review-published = Veröffentlicht
cause-technical = Technik
cause-process = Wie wir arbeiten
cause-intake = Wie der Hinweis aufgenommen wurde
cause-follow-up = Wie wir ihm nachgegangen sind
cause-communication = Wie wir uns mitgeteilt haben
lesson-security = Sicherheit
lesson-communication = Mitteilung
lesson-ethics = Was richtig ist
lesson-technical = Technik
followup-planned = Geplant
followup-doing = Im Gang
followup-done = Erledigt
followup-dropped = Wird nicht gemacht
taken-doing = Im Gang
taken-done = Erledigt
taken-undone = Zurückgenommen
taken-type-turned-off = Abgeschaltet
taken-type-patched = Ausgebessert
taken-type-keys-replaced = Schlüssel ersetzt
taken-type-certificate-reissued = Zertifikat ersetzt
taken-type-access-removed = Zugang entzogen
taken-type-restored = Wiederhergestellt
taken-type-rolled-back = Auf den früheren Stand gebracht
taken-type-told-authority = Behörde benachrichtigt
taken-type-other = Anderes
tie-causes = Dies verursachte
tie-caused-by = Die Ursache war
tie-apology-for = Dies ist unsere Entschuldigung für den Umgang mit
tie-apology = Unsere Entschuldigung für den Umgang damit
tie-duplicate = Dasselbe
tie-follows = Davor war
tie-followed-by = Darauf folgte
tie-merged = Davon berichten wir hier mit:
tie-related = Hängt zusammen mit
disclosure-received = Wir haben den Hinweis erhalten
disclosure-acknowledged = Wir haben den Eingang bestätigt
disclosure-confirmed = Wir wussten, dass er stimmt
disclosure-draft-shared = Wer den Hinweis gab, hat unseren Entwurf gesehen
disclosure-fixed = Es wurde behoben
disclosure-published = Wir haben es veröffentlicht

## Texte für andere Kanäle: Satzteile

say-pair = { $label }: { $text }
say-label = { $label }:
say-from = { $sender }: { $text }
say-from-correction = { $sender }, Korrektur: { $text }
say-headline = { $tag } { $sender }: { $title } ({ $date })
say-subject = { $tag } { $title } - { $date }
# Wo der Tag schon im Titel steht.
say-subject-dated = { $tag } { $title }
# Hinter den Worten einer Korrektur: was geschehen ist, mit den richtigen Worten darin.
say-before = Worum es geht: { $text }
say-about = { $state }. Stand { $time }.
say-window = Von { $from } bis { $to }.
say-do-by = { $do } (bis { $time }).
say-do-after = Warten Sie, bis { $condition }. Dann: { $do }
say-do-until = Bis { $condition }: { $do }
# Wer nicht genannt ist, mit Kommas dazwischen: Sie kommen zuletzt.
say-everyone-else = alle anderen, alle übrigen, everyone else
say-nothing-for = { $who }: nichts zu tun.
say-not-affected = Nicht betroffen: { $services }.
say-not-affected-count = { $n ->
    [one] { $n } anderer Dienst ist nicht betroffen.
   *[other] { $n } andere Dienste sind nicht betroffen.
}
say-open = Noch offen: { $question }
say-question-by = { $question } (Antwort zugesagt bis { $time }.)
say-next = Nächste Meldung bis { $time }.
say-next-sms = Mehr bis { $time }
say-valid-until = Gültig bis { $time }. Lesen Sie danach zuerst die Seite.
say-valid-from = Gültig ab { $time }, bis auf der Seite etwas Neueres steht.
say-read-on = Der ganze Vorfall, mit allen Meldungen: { $page }
say-how-on-page = Wie es geht, Schritt für Schritt, steht auf der Seite.
say-wrong-title = Was wir falsch gemacht haben
say-answers = Antworten auf frühere Fragen
say-data-confirmed = Jemand ist an Daten gelangt.
say-data-ruled-out = Wir haben es geprüft: Niemand ist an Daten gelangt.
say-real = Ist diese Nachricht echt? Tippen Sie { $home } in Ihren Browser: Dort steht dasselbe. Diese Nachricht hat keinen Anhang, und ihr einziger Link führt zu dieser Seite.
# Wörter in kleinen Buchstaben, an denen man eine Entschuldigung erkennt: Sie steht auf der Seite, nicht in einer SMS.
say-apology-words = entschuldig, tut uns leid, bedauern
# Schritte beginnen in Großbuchstaben, außer mit diesen Wörtern; die Paare gehören zusammen.
say-quiet-words = Wenn, Falls, Sobald, Sie, Bitte, Bis, Solange, In, Im, Am, Auf, Ein, Eine, Der, Die, Das, Wir
say-loud-pairs = Warten Sie, Nicht mehr

## Zeichen vor einem Betreff

say-tag-correction = [Korrektur]
say-tag-review = [Rückblick]
say-tag-action = [Bitte handeln]
say-tag-action-by = [Bitte handeln bis { $time }]
say-tag-over = [Vorbei]
say-tag-works = [Geht wieder]
say-tag-again = [Wieder]
say-tag-planned = [Geplante Arbeiten]
say-tag-reminder = [Erinnerung]
say-tag-update = [Meldung]
say-tag-notice = [Stand]

## Für die Presse

say-press-line = { $organisation }, { $time }: { $text }
say-press-quote = „{ $quote }“ – { $who }

## Am Telefon

say-phone-hello = Hier ist { $sender }. Ich kann Ihnen sagen, was wir jetzt wissen.
say-phone-do = Das können Sie tun.
say-phone-for = { $who }: { $do }
say-phone-open = Das wissen wir noch nicht.
say-phone-next = Mehr sagen wir Ihnen bis { $time }.
say-phone-where = All das können Sie auf { $home } lesen.
say-phone-if = Wenn jemand fragt:
say-ask-whose = Wer ist schuld?
say-answer-whose = Wir sind für den Dienst verantwortlich, den Sie von uns kaufen. Was wir über die Ursache wissen, steht auf der Seite.
say-ask-money = Bekomme ich Geld zurück?
say-answer-money = Das kann ich heute nicht beantworten. Ich schreibe Ihre Frage auf, und jemand antwortet Ihnen persönlich.
say-ask-press = Ich bin Journalist.
say-answer-press = Unsere Pressestelle antwortet Ihnen: { $address }.
say-ask-upset = Ich möchte mich beschweren.
say-answer-upset-write = Es tut mir leid, dass es so weit gekommen ist. Bitte schreiben Sie an { $address }: Ein Mensch antwortet Ihnen.
say-answer-upset-call = Es tut mir leid, dass es so weit gekommen ist. Bitte rufen Sie an: { $address }. Ein Mensch antwortet Ihnen.
say-answer-upset-web = Es tut mir leid, dass es so weit gekommen ist. Bitte schreiben Sie uns hier: { $address }. Ein Mensch antwortet Ihnen.

## Fragen und Antworten

say-questions-title = Fragen und freigegebene Antworten
say-questions-use = Verwenden Sie diese Worte so, wie sie dastehen. Steht eine Frage nicht hier, raten Sie nicht: Schreiben Sie sie auf und geben Sie sie weiter.
say-question = Frage
say-answer = Antwort
say-status = Stand
say-answered = Beantwortet
say-unknown = Wir wissen es noch nicht
say-cannot = Lässt sich nicht herausfinden
say-ask-happened = Was ist geschehen?
say-ask-do-for = Was soll ich tun? ({ $who })
say-ask-data = Sind meine Daten betroffen?
say-ask-other = { $who }: „{ $says }“ Stimmt das?
say-ask-fixed = Wann ist es vorbei?
say-ask-next = Wann höre ich mehr?
say-ask-where = Wo kann ich fragen?
say-answer-by = Wir wissen es noch nicht. Wir haben eine Antwort bis { $time } zugesagt.
say-answer-open = Wir wissen es noch nicht. Sobald wir es wissen, steht es auf der Seite.
say-over-by = Bis { $time } am { $day }, so ist es jetzt geplant.
say-no-guess = Wir nennen keine Zeit, die wir vielleicht nicht halten. { $next }

## Für unsere eigenen Leute

say-staff-banner = INTERN. Nicht weitergeben.
say-staff-see = Was Kunden sehen
say-staff-may = Was Sie sagen dürfen
say-staff-may-intro = All das ist öffentlich. Verwenden Sie diese Worte.
say-staff-not = Was Sie nicht sagen dürfen
say-staff-press = Wer der Presse antwortet
say-staff-press-text = Nur die Pressestelle. Geben Sie jeden Anruf und jede Nachricht weiter, und sagen Sie sonst nichts:
say-staff-press-nobody = Auf der Seite ist keine Pressestelle genannt. Geben Sie jeden Anruf und jede Nachricht an die Einsatzleitung weiter, und sagen Sie sonst nichts.
say-staff-press-lead = INTERN: Die Leitung hat { $name }.
say-staff-departments = Was jede Abteilung tut
say-staff-lead = { " " }(INTERN: { $name })
say-staff-next = Nächste Lage
say-staff-next-by = Mit der nächsten öffentlichen Meldung, bis { $time }.
say-staff-next-none = Sobald auf der Seite etwas Neues steht.
say-department-support = Kundendienst
say-department-sales = Vertrieb
say-department-marketing = Marketing
say-department-social = Soziale Medien
say-department-engineering = Technik
say-staff-support = Verwenden Sie den Telefontext und die Fragen und Antworten. Schreiben Sie jede Frage, die nicht darin steht, mit der Uhrzeit auf.
say-staff-sales = Zögert ein Kunde, sagen Sie: „{ $line } Sie können es auf { $page } verfolgen.“ Spielen Sie es nicht herunter, vergleichen Sie uns nicht mit anderen, und bieten Sie nichts an. Geben Sie Fragen zum Vertrag weiter.
say-staff-marketing = Halten Sie jetzt alle geplanten Beiträge, Mailings und Anzeigen an. Starten Sie sie erst wieder, wenn dies vorbei ist.
say-staff-marketing-minor = Lesen Sie jeden geplanten Beitrag, jedes Mailing und jede Anzeige mit diesem Wissen, und halten Sie zurück, was heute falsch klänge.
say-staff-marketing-planned = Planen Sie von { $from } bis { $to } keinen Beitrag, kein Mailing und keine Anzeige, die Menschen zu etwas schickt, das dann nicht da ist. Alles andere darf laufen.
say-staff-marketing-over = Geplante Beiträge, Mailings und Anzeigen dürfen wieder laufen. Lesen Sie vorher jedes mit diesem Wissen.
say-staff-social = Veröffentlichen Sie die vorbereiteten Texte so, wie sie dastehen. Antworten Sie mit den freigegebenen Antworten, streiten Sie nicht, und geben Sie Drohungen und Hinweise auf Lecks an das Sicherheitsteam weiter.
say-staff-engineering = Schreiben Sie nach außen nichts über Ursachen. Bewahren Sie Protokolle und Beweise auf. Schicken Sie jede neue Tatsache mit ihrer Uhrzeit an die Einsatzleitung.
say-not-more = Nichts, was nicht auf der Seite steht: keine Zahl, keinen Namen, keine Ursache.
say-not-answer = „{ $question }“ Sagen Sie: „Wir wissen es noch nicht.“
say-not-answer-by = „{ $question }“ Sagen Sie: „Wir wissen es noch nicht. Wir haben eine Antwort bis { $time } zugesagt.“
say-not-safe = Dass Daten sicher sind. Das wissen wir noch nicht.
say-not-safe-over = Dass Daten sicher sind. Das wissen wir nicht, und wir sagen es.
say-not-when = Wann es vorbei ist. Sagen Sie, wann die nächste Meldung kommt.
say-not-blame = Wer schuld ist: kein Mensch, kein Lieferant, kein Kunde.
say-not-promise = Irgendetwas über Rückzahlung oder Entschädigung.
