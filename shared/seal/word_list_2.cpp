// The second word list: what is sealed with it must open for ever, so it never changes
// (Words.TheListsNeverChange guards it). A better list is a third one beside it.
//
// It is made of general knowledge alone, and of nothing that a visitor wrote: frequent given and family names of
// thirty languages, cities, occupations, frequent English and German words, forms of e-mail addresses, phone
// numbers and moments, and the texts of the catalogues in deploy/catalogues. How often a piece comes was counted in
// visits put together from these by chance.
#include "shared/seal/word_lists.h"

namespace foyer::seal {

namespace {

// Single bytes, in their order.
constexpr ByteWeights kByteWeights = {
    1, 23170, 4096, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2896, 1, 1, 1, 1,
    1, 1, 32, 1, 1, 1, 6, 128, 8192, 4096, 1, 1448, 1024, 362, 362, 512, 512, 512, 512, 362, 512, 1, 1, 1, 1, 1, 1448, 1024,
    16, 11, 16, 23, 32, 32, 16, 11, 256, 11, 16, 8, 23, 6, 6, 32, 6, 16, 45, 23, 4, 6, 16, 1, 11, 4, 1, 1, 1, 1, 724, 1,
    362, 64, 64, 64, 128, 64, 91, 128, 64, 64, 128, 64, 23, 181, 91, 64, 3, 91, 256, 91, 181, 32, 32, 3, 32, 64, 1, 1, 1, 1,
    1, 1, 16, 23, 32, 2, 45, 45, 23, 45, 6, 1, 11, 11, 1, 1, 6, 1, 4, 1, 1, 1, 1, 1, 1, 1, 6, 1, 3, 2, 1, 1, 6, 1, 11, 1,
    23, 11, 6, 11, 2, 32, 64, 64, 11, 16, 23, 16, 32, 6, 64, 6, 64, 16, 11, 8, 11, 4, 32, 11, 1, 16, 1, 1, 16, 1, 1, 16, 91,
    11, 8, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 512, 256, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
};

constexpr WordRow kRows[] = {
    {13, 1448, "%00%00%00%00^"},
    {13, 1024, "%00%00%02%00^"},
    {13, 724, "%05^%00%00^ %05%02%00%00^ %05%03%00%00^ %05%04%00%00^ %05%05%00%00^ %05%06%00%00^"},
    {13, 512, "%00%00%00%02^ %00%00%04%00^"},
    {13, 362, "%00%00%02%02^ %00^enq %00^gro %02%00%00%00"},
    {13, 256, "%02%00%00%02"},
    {13, 181, "%00%00%04%02^ %02%00%00%04"},
    {13, 128, "%00^%05%02%00 %00^%05%03%00 %00^%05%05%00 %00^%05%06%00"},
    {13, 91, "%00^%05^%00 %00^%05%04%00"},
    {13, 64, "^de ^en ^s"},
    {13, 45, "^p %02^%05^%00 %02^%05%03%00"},
    {13, 32, "^f ^m %02^%05%02%00 %02^%05%05%00 %02^%05%06%00"},
    {13, 23, "^I_ ^i %02^%05%04%00"},
    {13, 16, "^c ^k ^vi"},
    {13, 11, "^Co ^Ma ^fa ^fee ^g ^me ^v"},
    {13, 8, "^J ^W"},
    {13, 6, "^R ^Sa ^w"},
    {14, 362, "^+49_"},
    {14, 128, "^+49"},
    {14, 91, "^+380_ ^+44_"},
    {14, 64, "^+31_ ^+46_ ^+48_"},
    {14, 45, "^+212_ ^+254_ ^+32_ ^+33_ ^+34_ ^+351_ ^+358_ ^+359_ ^+36_ ^+39_ ^+40_ ^+45_ ^+47_ ^+7_ ^+84_ ^+86_ ^+93_ "
     "^+961_ ^+964_ ^+98_"},
    {14, 32, "^+1_ ^+20_ ^+233_ ^+234_ ^+30_ ^+353_ ^+41_ ^+420_ ^+421_ ^+48 ^+90_ ^+963_"},
    {14, 23, "^+20 ^+380 ^+43 ^+43_ ^+44"},
    {14, 16, "^+1 ^+212 ^+233 ^+234 ^+254 ^+31 ^+32 ^+351 ^+358 ^+359 ^+36 ^+39 ^+40 ^+41 ^+420 ^+421 ^+45 ^+7 ^+84 ^+86 "
     "^+90 ^+93 ^+964 ^+98"},
    {14, 11, "^+33 ^+34 ^+353 ^+46 ^+47 ^+961 ^+963"},
    {14, 8, "^+30"},
    {15, 362, "^de^ ^en^"},
    {15, 128, "^bg^ ^da^ ^fr^ ^pt^"},
    {15, 91, "^am^ ^ar^ ^cs^ ^el^ ^es^ ^fa^ ^fi^ ^hr^ ^hu^ ^it^ ^ku^ ^nb^ ^nl^ ^pl^ ^ps^ ^ro^ ^ru^ ^so^ ^sr^ ^sv^ ^ti^ ^tr^ "
     "^uk^ ^vi^ ^zh^"},
    {16, 181, "_1 _2 _3 _8 _9"},
    {16, 64, "_mir"},
    {16, 45, "_a _do_I _looking _meine _mich _please"},
    {16, 32, "_45 _Dank _Kindern _Rechnung _a_ _called _changed _de _meinem _meiner"},
    {16, 23, "_40 _Gebäude _Mitglied _accessible _barrierefrei _building _einmal _en _hilft _included _kostet _mitbringen "
     "_sage _schreibe _wenig"},
    {16, 16, "_05 _Stadt _Vielen _al _angerufen _beginnt _bin _neu _nächste _prefer _في_"},
    {16, 11, "_13 _18 _Braucht _Wann _absagen _cherche _corso _curso _du _el _iscrivermi _le _meinen _plaza _todavía "
     "_travail"},
    {16, 8, "_14 _92 _Je _Nord _Vorrei _Wer _arıyorum _bardzo _beaucoup _c _con _cours _de_ _ederim _inscribirme _m _o "
     "_que _s _trabajo _un _y _Я _записаться _курс _на _роботу _إلى_ _ا _التسجيل _جزيلا _عن _ل"},
    {16, 6, "_10 _22 _I_ha _Ihnen _Merci _Monat _Pause _Quiero _au _charge _else _gracias _horas _i _istiyorum _kaydolmak "
     "_la _las _mi _migrant _muchas _na _organisations _para _person _pracy _sala _się _su _una _voudrais _y_ _Спасибо "
     "_хочу _آخر _إلى _الإدارة _شكرا _عمل _قاعة _من _ي"},
    {17, 64, "_Can"},
    {17, 45, "_Beratung _Bitte _Deutsch _Freundin _Hilfe _Kinder _Kurs _Needs _Platz _Please _Sprache _Wohnung"},
    {17, 32, "_Abend _Arbeit _Bescheid _Do _Dolmetscher _Formular _Millionen _My _Rollstuhl _Sie _Termin _Vertrag"},
    {17, 23, "_August _Comes _Friday _German _Gibt _How _Kann _Nachmittag _Wants _Was _What _Who"},
    {17, 16, "_April _Aufzug _Could _Danke _Dezember _Donnerstag _Hat _Ich _Ist _Jahr _Juni _Kommt _Montag _September "
     "_Thank _Uhr _We _Will _Woche _Would"},
    {17, 11, "_Adresse _Anmeldung _Antrag _Arrives _Aufenthalt _Ausweis _Brief _Deutschland _Eingang _Februar _February "
     "_Frage _Frau _Freitag _Geld _Gruppe _Has _I _Interested _Italian _Jahre _Januar _June _Kind _Krankenkasse _Mai "
     "_Menschen _Miete _Mittwoch _Monday _März _Oktober _Persian _Samstag _Saturday _Sonntag _Suche _Tochter _Vormittag "
     "_When"},
    {17, 8, "_An _Asked _Asks _December _Dienstag _Eltern _Finnish _First _Freund _January _Juli _July _Kurse _March _May "
     "_Morgen _November _Plätze _Polish _Portuguese _Russian _Telefon _Thursday _Ukrainian _Vater _Where"},
    {17, 6, "_Arabic _Brings _Dear _English _Familie _Friend _Ihre _Jahren _Mann _Mutter _Nummer _October _Prefers _Sohn "
     "_Spanish _Sunday _The _Tuesday _Turkish _Vietnamese _Wednesday _Young"},
    {18, 45, "_Jobcenter"},
    {18, 23, "_Schule"},
    {18, 16, "_Amt _Arzt _Schüler"},
    {18, 11, "_Baker _Broker _Central _Club _Consulting _Cook _Deutsche_Post _Garden _Hausfrau _Hill _Interpreter _Lehrer "
     "_Limited _Ltd _Maintenance _Musician _Office_clerk _Old _Park _Pilot _Red _Retired _River _Sales _Solutions _Station "
     "_Technician _Tools _Trainer _Warehouse_worker _Wood _e.V."},
    {18, 8, "_Academy _Administrator _Agentur_für_Arbeit _Assistant _Auszubildender _Bank _Blue _Bosch _Bricklayer _Bridge "
     "_Buchhalter _Building _Buyer _Care _Carpenter _Cashier _Chef _City _Co _College _Company _Coordinator _Development "
     "_Director _Doctor _Editor _Electric _Energy _Erzieher _Erzieherin _Fahrer _Fahrerin _Farm _Farmer _Finance _Friseur "
     "_Global _GmbH _Group _Harbor _Holding _Hospital _Housing _Inc _Independent _Ingenieur _Ingenieurin _Institute "
     "_International _Journalist _Kellner _Kellnerin _Klinik _Koch _Lecturer _Library _Logistics _Machine _Machines "
     "_Manager _Manufacturing _Mechanic _Metal _Midwife _Moon _Mountain _Municipal _Nurse _Owner _Paper _Parent _Partner "
     "_Partners _Pensioner _Port _Practice _Praxis _Primary _Professor _Psychologist _Publishing _Regional _Reinigungskraft "
     "_Researcher _Restaurant _School _Schülerin _Scientist _Sea _Secondary _Secretary _Shop_assistant _Social _Soldier "
     "_Sports _St._ _Stadtteilzentrum _Store _Student _Studentin _Support _Teacher _Technical _Telekom _Tischler _Tool "
     "_Trainee _Unemployed _University _Verband _Verein _Verkäufer _Volkshochschule _West _Works _World _selbstständig "
     "_Ärztin"},
    {18, 6, "_Actor _Agent _Airport _Altenpflegerin _Apprentice _Architect _Artist _Bakery _Bibliothek _Black _Brothers "
     "_Butcher _Bäcker _Bäckerei _Café _Cargo _Caritas _Center _Centre _Chief _Clinic _Coach _Community _Construction "
     "_Cooperative _Corp _Culture _Design _Diakonie _Driver _East _Educator _Electrician _Elektriker _Employee _Employer "
     "_Engineering _European _Factory _Farms _Field _Foundation _Founder _Gardener _Golden _Grand _Great _Green "
     "_Grundschule _Guest _Gymnasium _Hairdresser _Haus _Head _Home _Hotel _House _Informatiker _Insurance _Intern _Island "
     "_KG _LLC _Lawyer _Lower _Maler _Mechaniker _Media _Medical _Member _Museum _Nachbarschaftshaus _New _OHG _Ocean "
     "_Office _Officer _Pflegefachkraft _Pharmacist _Photographer _Police_officer _Postman _Praktikant _Praktikantin "
     "_Public _Pupil _Quality _Rentnerin _Representative _Research _Saint _Salesperson _Service _Services _Siemens _Silver "
     "_Sky _Society _Star _State _Studio _Sun _Therapist _Translator _Transport _Trust _UG _Union _Upper _Valley _Waiter "
     "_Welder _Western _White _Workshop _Zentrum _arbeitslos _gGmbH _plc"},
    {19, 91, "_I_"},
    {19, 64, "_Frage_"},
    {19, 45, "_Is_"},
    {19, 23, "_Brief_"},
    {19, 16, "_Ich_ _We_"},
    {19, 6, "_April_ _Ihre_ _November_ _Wie_"},
    {20, 181, "_my"},
    {20, 128, "_der _to"},
    {20, 91, "_an _come _eine _einen _es _in"},
    {20, 64, "_by _can _card _children _das _den _die _does _group _it _meeting _mit _much _möchte _place _question _school "
     "_werden _would"},
    {20, 45, "_am _appointment _auch _auf _be _brauche _complaint _confirmation _cost _dem _ein _einem _form _free _für "
     "_habe _has _help _ich _information _insurance _is _kommen _me _member _morgen _name _need _new _nur _passport _people "
     "_und _will"},
    {20, 32, "_back _before _bus _call _class _des _food _hier _hours _kann _know _left _morning _nach _nicht _noch _only "
     "_phone _room _rufen _schon _so _ticket _von _was _wenn"},
    {20, 23, "_aber _als _anmelden _bei _beim _bis _dann _dass _durch _einer _eines _flat _full _gegen _haben _here _ihm "
     "_im _interpreter _ist _lernen _list _mehr _oder _pay _put _reply _sie _suche _time _war _write _you"},
    {20, 16, "_and _aus _bereits _bitte _bring _do _drei _er _ersten _friend _gibt _gut _hat _hatte _helfen _heute _ihr "
     "_jetzt _keine _komme _können _let _man _möchten _neuen _of _schreiben _sehr _sei _sein _seine _seiner _selbst "
     "_sondern _um _wie _wir _wurde _zu _zum _über"},
    {20, 11, "_ab _abmelden _ago _alle _almost _anderen _as _bekommen _blue _brauchen _da _damit _deep _develop _diese "
     "_dieser _doch _even _few _first _floor _frei _from _gehen _geht _ihre _ihren _machen _multiply _muss _müssen _neue "
     "_nurse _ohne _sagte _saw _seien _sich _their _unter _vom _vor _warten _we _wieder _wird _worden"},
    {20, 8, "_about _add _after _alone _anrufen _at _bag _below _bicycle _birds _came _child _closing _colleagues _company "
     "_contract _danke _daughter _deposit _distant _document _documents _donation _each _email _etwa _evening _family _fee "
     "_final _for _game _girl _give _gold _hall _hand _happened _he _health _hear _his _hospital _how _ihrer _immer _jobs "
     "_key _keys _kindergarten _kommt _krank _language _languages _learn _map _meetings _men _menu _mile _mobile _moon "
     "_near _neighbour _number _nun _object _often _on _our _payment _places _play _pregnant _prices _problem _ran "
     "_reception _registered _road _seats _seniors _she _sind _soll _special _spreche _sprechen _street _student _students "
     "_swimming _taxi _they _this _tire _tomorrow _tours _try _turn _up _use _viele _water _went _where _who _wishes "
     "_workshop _wurden _zur _zurück"},
    {20, 6, "_address _afternoon _already _another _appointments _asked _available _because _booking _brother _cancelled "
     "_car _certificate _classes _clear _closed _coffee _common _community _costs _country _dance _dates _day _days _debt "
     "_decide _demonstration _dentist _different _dinner _doctor _done _drink _drive _dry _e-mail _early _elderly _eleven "
     "_event _events _exit _eye _fact _fill _find _force _forms _gave _get _good _great _green _groups _had _have _head "
     "_her _him _hot _hour _hundred _husband _info _island _land _late _lecture _letter _lift _lunch _make _many _mean "
     "_measure _mind _minutes _most _music _newsletter _nine _ocean _office _oil _or _paint _permit _piece _plane _point "
     "_produce _programme _questions _receipt _record _refund _rent _reservation _residence _schedule _science _sewing "
     "_ship _short _snow _space _speaks _station _stop _such _surface _system _talk _tax _tea _teach _teacher _teachers "
     "_telephone _thanks _the _them _together _took _town _track _tram _translation _translator _twelve _vegan _verstehen "
     "_visa _visitor _visitors _visits _waren _week _weekend _weil _what _wheel _when _wife _winter _wish _wissen _women "
     "_wonder _word _work _yoga _Öffnungszeiten"},
    {21, 181, "_about_ _for_ _in_ _like_"},
    {21, 128, "_me_"},
    {21, 91, "_are_ _from_ _have_ _here_ _is_ _you_"},
    {21, 64, "_next_ _not_ _of_ _with_"},
    {21, 45, "_at_ _become_ _does_ _get_ _help_ _know_ _want_"},
    {21, 32, "_and_ _change_ _come_ _mit_"},
    {21, 23, "_frei_ _that_"},
    {21, 16, "_all_ _as_ _body_ _but_ _die_ _eine_ _he_ _him_ _his_ _if_ _small_ _they_ _was_"},
    {21, 11, "_after_ _area_ _around_ _because_ _been_ _big_ _down_ _end_ _example_ _follow_ _go_ _good_ _had_ _head_ "
     "_heard_ _home_ _into_ _it_ _just_ _last_ _life_ _look_ _make_ _many_ _no_ _now_ _on_ _one_ _or_ _out_ _point_ _said_ "
     "_say_ _see_ _some_ _something_ _start_ _these_ _this_ _under_ _until_ _well_ _were_ _which_"},
    {21, 8, "_able_ _again_ _also_ _always_ _any_ _begin_ _black_ _boy_ _city_ _color_ _complete_ _could_ _country_ _cut_ "
     "_des_ _do_ _earth_ _ever_ _father_ _fish_ _five_ _her_ _hold_ _house_ _how_ _large_ _leave_ _live_ _long_ _made_ "
     "_man_ _mean_ _men_ _money_ _mountain_ _number_ _old_ _open_ _order_ _other_ _over_ _piece_ _plant_ _read_ _really_ "
     "_rest_ _sea_ _she_ _show_ _sometimes_ _soon_ _sound_ _spell_ _stand_ _step_ _still_ _stood_ _stop_ _such_ _sun_ "
     "_tell_ _than_ _them_ _then_ _think_ _those_ _through_ _today_ _told_ _too_ _toward_ _true_ _two_ _up_ _us_ _use_ "
     "_waves_ _way_ _what_ _why_ _word_ _world_ _years_"},
    {21, 6, "_above_ _add_ _air_ _along_ _animal_ _another_ _answer_ _ask_ _back_ _being_ _both_ _box_ _came_ _carry_ "
     "_close_ _colour_ _cry_ _dark_ _did_ _dog_ _door_ _draw_ _easy_ _face_ _far_ _fast_ _find_ _four_ _great_ _keep_ "
     "_letter_ _line_ _map_ _may_ _might_ _mile_ _miss_ _most_ _mother_ _must_ _müssen_ _never_ _note_ _own_ _page_ _paper_ "
     "_passed_ _picture_ _plan_ _reached_ _river_ _same_ _seem_ _seinen_ _set_ _since_ _so_ _star_ _state_ _take_ _talk_ "
     "_their_ _thing_ _things_ _try_ _von_ _watch_ _water_ _where_ _while_ _white_ _work_ _write_"},
    {22, 1448, ".^"},
    {22, 91, "._I_"},
    {22, 64, "._ ._Ich"},
    {22, 32, "._I"},
    {22, 23, "._I_h"},
    {23, 91, ".com .com^ .de .de^ .org .org^"},
    {23, 64, ".pl"},
    {23, 45, ".co.uk .co.uk^ .eu .eu^ .fr .fr^ .info .info^ .net .net^"},
    {23, 32, ".pl^"},
    {24, 91, "1_ 2024 2025 2026 3_ 9_"},
    {24, 11, "19_"},
    {24, 8, "14_"},
    {25, 256, "@gmail.com @gmail.com^"},
    {25, 128, "@gmx.de @web.de @web.de^"},
    {25, 91, "@gmx.de^"},
    {25, 64, "@icloud.com @outlook.com @yahoo.com^"},
    {25, 45, "@hotmail.com @hotmail.com^ @icloud.com^ @outlook.com^ @yahoo.com"},
    {25, 32, "@abv.bg @example.com @example.com^ @example.org @gmx.net @mail.com^ @mail.ru @mail.ru^ @o2.pl @o2.pl^ "
     "@outlook.de @outlook.de^ @posteo.de^ @proton.me @protonmail.com @seznam.cz @t-online.de @t-online.de^ @ukr.net "
     "@ukr.net^ @wp.pl @yahoo.fr"},
    {25, 23, "@abv.bg^ @example.net @example.net^ @example.org^ @libero.it @libero.it^ @live.com @mail.com @orange.fr "
     "@orange.fr^ @posteo.de @proton.me^ @seznam.cz^ @wp.pl^"},
    {25, 16, "@gmx.net^ @live.com^ @protonmail.com^ @yahoo.fr^"},
    {26, 16, "Bank Brothers Buchhalterin Community Federal Hairdresser Hotel Inc Independent Ingenieurin Insurance "
     "Krankenhaus Lawyer Lehrer Machine Midwife Mountain Nurse Office_clerk Officer Paper Parent Partner Pensioner Primary "
     "Restaurant Solutions Star Tools e.V."},
    {26, 11, "Academy Agency Airport Analyst Apotheke Association Auszubildender Bezirksamt Bibliothek Blue Bosch Bridge "
     "Broker Building Bäckerei Café Carpenter Chief Consultant Cooperative Corp Council Dentist Design Educator Electrician "
     "Employee Engineering Farm Field Firefighter Freelancer Garden GmbH Group Gymnasium Harbor Harbour Hausfrau Health "
     "Hospital House Housing Human_Resources International Interpreter Jobcenter Lehrerin Library Local Locksmith Ltd "
     "Mechanic Media Medical Member Moon Musician Nachbarschaftshaus Ocean Owner Pflegefachkraft Pharmacist Photographer "
     "Pilot Practice Praxis Press Programmer Project_manager Quality Rentner Research Retired River Schule Schülerin "
     "Secondary Service Society Software Sons South Stadtteilzentrum State Student Studentin Telekom Theatre Tischler "
     "Trainer Translator Trust Union University Upper Verein Verkäuferin Volkshochschule Volunteer Waiter Welder Works "
     "Workshop World Zentrum angestellt"},
    {26, 8, "AG Actor Administrator Agent Altenpflegerin Amt Apprentice Architect Arzt Assistant Black Buchhalter Butcher "
     "Bäcker Bürgeramt Carer Cargo Caritas Cashier Chef Church City Cleaner Clinic Club Coach College Coop Coordinator "
     "Deputy Developer Development Director District Eastern Editor Electric Electronics Elektriker Employer Engineer "
     "Erzieher Erzieherin European Factory Fahrer Fahrerin Farmer Farms Finance Forest Foundation Gardener Gesellschaft "
     "Golden Great Grundschule Guest Haus Head Holding Home Informatiker Ingenieur Island Journalist KG Kellner Kellnerin "
     "Klinik Krankenpfleger Krankenschwester Köchin LLC Lake Lecturer Librarian Limited Logistics Maintenance Maler "
     "Manufacturing Market Mechaniker Metro Ministry Mosque Municipal National North Northern Old Painter Partners Pharmacy "
     "Planner Plumber Port Postman Praktikant Praktikantin Production Professor Psychologist Representative Researcher "
     "Rotes_Kreuz Royal Sales School Sea Self-employed Silver Sky Sports St._ Station Stiftung Studio Support Systems "
     "Teacher Technical Theater Therapist Tool Trainee Transport UG Unemployed Universität Verkäufer Visitor Waitress "
     "Warehouse_worker West Western arbeitslos plc selbstständig Ärztin"},
    {26, 6, "Agentur_für_Arbeit Artist Authority Bakery Bricklayer Buyer Care Center Central Centre Charité Company "
     "Construction Culture Department Designer Deutsche_Bahn Deutsche_Post Doctor Driver East Energy Familienzentrum "
     "Friseurin Guide Hochschule Intern Lower Machines Manager Museum New OHG Office Police_officer Public Publishing Pupil "
     "Red Regional Reinigungskraft Rentnerin Saint Schüler Scientist Secretary Seller Services Shop Shop_assistant Siemens "
     "Social_worker Soldier Steel Store Supermarket Tailor Textile Valley Verband"},
    {29, 91, "Ich"},
    {29, 45, "Bitte How My Was"},
    {29, 32, "Gibt Kann Needs Wants What"},
    {29, 23, "Der Die Has Hat In Mail So Thank We When Who Will Would"},
    {29, 16, "And Asked Comes First Interested Ist Möchte Of That"},
    {29, 11, "An Be Could Den Drei Es Free He Im Kommt Nach Nicht To Where Word Zum"},
    {29, 8, "Ab After Als Am Anrufen Antrag As At Auch Auf Boy By Dem Did Dienstag Ein Einen Ever Face Für Good Hier His "
     "Hundred Ihrer Know Komme Können Many May Meeting Minute Montag Morgen Must Möchten Neuen Nun Oil Oktober On One "
     "Online Only Or Own Paid Products Sie Something These They Three Tickets Turkish Two Und Von Wednesday Werden Wir Wird "
     "Your"},
    {29, 6, "Abend Aber About All Another Any Are Arrives Aus Away Before Begin Between Bis Both Brauche Car Card Carry "
     "Close Closed Come Contact Cry Dance Danke Dann Date Dates Day Develop Dezember Diese Dieser Different Dinner Document "
     "Drinks Each Eine Einer Er Even Exhibition Fairs Familie Family Feedback Feet Few Final Fish Form Frage From Gegen Go "
     "Ground Groups Had Hand Hard Have Hear Heat Here Hilfe Him Into It Jahr Jahre Jahren Juni Keep Kind Kindergarten Knew "
     "Kommen Kurse Land Later Lead Me Measure Mobile Monday More Move Near Need Noch Not Nothing November Now Number Nur "
     "Oder Ohne Other Out Parking Payment People Permit Picture Plan Platz Registered Rollstuhl Saw Say Schon Second Sehr "
     "Sei Sein Seinen Selbst Seniors Sentence Several She Sind Six Sohn Sondern Sonntag Soon Spanish Special Start Stop "
     "Suche Summer Sunday Take Taxi Than Their Them Then This Thought Together Toward Town Train Translation Tree Try "
     "Ukrainian Um Until Use Verstehe Very Vietnamese Visit Visits Vom Vor Wallet War Waren Were Wheelchair Which While "
     "Wishes With Without Wohnung Write Wurden Year Years Yes You Youth Zu Zwischen"},
    {31, 128, "I_am"},
    {31, 45, "I_ha"},
    {31, 23, "Is_th"},
    {31, 16, "Braucht"},
    {31, 11, "Hay Vielen Wer"},
    {31, 8, "Busco Con Grazie Je Kostenlos Wann"},
    {31, 6, "De Dziękuję Gratis Lo Vorrei"},
    {32, 91, "The_"},
    {32, 64, "Can_ Is_"},
    {32, 45, "Ich_ Please_"},
    {32, 23, "English_"},
    {32, 11, "We_ Wie_"},
    {32, 8, "In_ No_"},
    {32, 6, "For_"},
    {33, 362, "uiry^ up^"},
    {33, 64, "s- sh ا ي"},
    {33, 45, "a. ar ember n_Sie please ri ru service ve_a"},
    {33, 32, "ch el et il me_a mo ov prefer ro ry send somebody st ur work. wrong ل"},
    {33, 23, "ain al an^ ani ave_a ber ci ec ere_a ge ic ive lo oli pr re ren se ss th ti urs vegetarian"},
    {33, 16, "ara au comes d. de e^ e. en^ en_ fi ing_ ki l. lis n. ng o_I_ os pl ry^ se- tu vi ال"},
    {33, 11, "ad di fr hel hr ie ing^ k. ni port r. ra rma s_the sch t. ta ul y_ لم"},
    {33, 8, "e- ent ier k^ len min n- na_ names o. po qui res sen tr un ung Я_ ا_ العاملون_ المهاجرين_ في_ لا منظمات_ "
     "والعاملات_ والمهاجرات"},
    {33, 6, "as^ ation ca ch^ gi i^ ia^ ie_ in^ inscrire los mp rm se^ sit tra za İş Дякую шукаю الدورة كل ما ما_ من_"},
    {35, 512, "feedback visit"},
    {35, 362, "membership registration"},
    {35, 128, "day would"},
    {35, 91, "bring letter the to"},
    {35, 64, "cancel city course es food invoice morning office parking son start ten wheelchair yesterday"},
    {35, 45, "address afternoon and answer at been before by contract date do e-mail evening family interpreter is it lost "
     "need next opening permit price register station suche sun than three time too two very was week well will work write "
     "zu"},
    {35, 32, "advice ask can fast for friend go had has health heard him hospital housing hundred husband its language "
     "learn let light man may men most move name near no number once paper pay point see set should so stay study together "
     "tomorrow use visitor visits waiting want watch we website what which wird women zur zwei"},
    {35, 23, "access account afterwards again age ago air all alone along also am among an animal any application "
     "appointment appointments apprenticeship are area as autumn available bank because become began begin behind being "
     "benefits best better between bike birds book both box breakfast bus business but came cancelled car career class "
     "classes clear close closed closing color colour come company complaint conference confirmed contact costs could da "
     "daughter dentist deposit did different dinner document documents donation each early earth east eat elderly email end "
     "enough er events every example exhibition eye fair fairs fall father figure final first five force forms found from "
     "full game garden gave give good green ground group guest guests hand hard he head help high himself his hold horse "
     "hour hours idea if info into just keep keys kind kindergarten knew languages large late later lead life lift like "
     "list listen little live look machine made make many map mark maybe me meeting message might mile minute minutes "
     "mobile more mother music must neighbour never newsletter north not nothing now ocean of off offline often on one "
     "online only open or order our out over page part partner passport people picture piece places question questions "
     "quick ran read reception red registered reply reservation right river road rock room run same schools sea seat seats "
     "second seem seniors sentence seven several sewing shape ship side sind sister small snow some song spreche spring "
     "state step still stop story student support surface system tail take teach teachers test that their then there they "
     "thing this those through ticket told tonight top tour track training translation tree true try turn under university "
     "until urgent us usually visitors volunteer vom wait walk war warm were where while who whole why with wonder word "
     "workshops world year years yes you young your"},
    {35, 16, "able above across add after almost already always another apartment around asked away baby bag be beauty "
     "below bicycle big bill black boat body booking boy brother busy call cards certificate check child children colleague "
     "common confirm confirmation contain cooking cost country covered cut dance dark dates days decide demonstration "
     "develop distant doctor dog done door down draw drink drinks drive dry during eight eleven entrance even ever exit "
     "face fact families far farm few field find fine fish flat floor follow football form four free friends front get girl "
     "gold got groups grow hall happened have hear heat her here home hot house how important in inch industry insurance "
     "interested internet island jacket job jobs key know land landlord last laugh leave lecture left letters line long low "
     "mail main measure medicine meetings member menu midnight mind money mountain much multiply night nine noon noun nurse "
     "object oil old other own paid paint parents passed pattern payment phone place plan plane play possible pound power "
     "pregnant prices problem produce products program programme pulled put quickly reached really receipt refund remember "
     "rent research residence rest said saw schedule science short show sich since six sometimes soon sound speak speaks "
     "spell sport stairs stand star stood street strong students summer table talk talks tax taxi tea teacher technology "
     "thanks them these third thought thousand tickets today took toward town train tram translator twelve up vegan viel "
     "visa voice volunteers water waves way weekend wheel when white wife wind winter wish without workshop yoga youth "
     "Öffnungszeiten"},
    {35, 11, "about against back blue brought carry change coffee colleagues community complete cry debt deep does easy "
     "event fee feet fill foot great however im information lunch mean miss my new note plant record say school seit she "
     "slowly space special such sure surname swimming telephone tell things think tire unter wallet wishes"},
    {35, 8, "card culture moon seinen something tours und verstehe went wie zwischen"},
    {35, 6, "sei soll um waren wir wurden"},
    {36, 512, "the_"},
    {36, 256, "to_"},
    {36, 128, "my_ with_"},
    {36, 91, "an_ there_"},
    {36, 64, "course_ need_ on_ speak_"},
    {36, 45, "address_ when_"},
    {36, 32, "you_ your_"},
    {36, 11, "er_ und_ we_ will_"},
    {36, 8, "am_ es_ no_ sich_ so_ was_"},
    {36, 6, "der_ mail_ sie_ work_ zu_"},
};

}  // namespace

std::span<const WordRow> secondRows() { return kRows; }
const ByteWeights& secondByteWeights() { return kByteWeights; }

}  // namespace foyer::seal
