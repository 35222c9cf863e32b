/**
 * Invented organisations of the EU's 27 states: country: then name | city | kind | fields, the main one first. Kinds as in names.turkey.ts.
 * Each state has at least four; each name is written as its language writes it.
 */
export const EUROPEAN_NAMES = `
AT: Verein Donaukiesel | Linz | A | ecology youth
AT: Wiener Stiegenhaus – Nachbarschaftsinitiative | Wien | I | urban-development social-economy
AT: Murufer Frauenwerkstatt | Graz | A | womens-rights social-economy
AT: Zweite Stimme – Verein für Gebärdensprache | Salzburg | A | disability anti-discrimination
AT: Bergheuer Genossenschaft | Innsbruck | C | rural-development ecology
AT: Kinderrat Kärnten | Klagenfurt | A | childrens-rights democracy-and-participation
AT: Offener Tisch für Geflüchtete | Wien | A | refugees-and-migration human-rights
BE: Buurtkeuken De Gouden Lepel | Gent | C | social-economy urban-development
BE: Maison des Passerelles | Liège | A | refugees-and-migration peace-and-dialogue
BE: Jeugdatelier Het Zeepkist | Antwerpen | A | youth culture-and-arts
BE: La Cour des Petits Droits | Bruxelles | A | childrens-rights human-rights
BE: Moerasvrienden | Brugge | A | ecology animal-rights
BE: Les Voix Égales | Namur | A | gender anti-discrimination
BG: Сдружение „Жива чешма“ | Пловдив | A | rural-development ecology
BG: Фондация „Отворен двор“ | София | F | childrens-rights anti-discrimination
BG: Клуб „Млади лодкари“ | Русе | A | youth ecology
BG: Инициатива „Съседи от Капана“ | Пловдив | I | urban-development culture-and-arts
BG: Сдружение „Тиха стъпка“ | Варна | A | disability health
BG: Гласът на Тунджа | Ямбол | A | democracy-and-participation anti-discrimination
CY: Κίνηση Πράσινη Γραμμή Διαλόγου | Λευκωσία | I | peace-and-dialogue youth
CY: Σύλλογος Αλμυρή Λίμνη | Λάρνακα | A | ecology animal-rights
CY: Γυναικείος Συνεταιρισμός Ροδόνερο | Άγρος | C | womens-rights rural-development
CY: Ανοιχτή Αυλή Λεμεσού | Λεμεσός | A | refugees-and-migration non-formal-education
CZ: Spolek Zelený vagon | Brno | A | ecology urban-development
CZ: Dílna Na Rohu | Ostrava | S | social-economy disability
CZ: Mosty Šumavy | Klatovy | A | peace-and-dialogue rural-development
CZ: Dětská porada | Praha | A | childrens-rights democracy-and-participation
CZ: Divadlo pod schody | Olomouc | A | culture-and-arts youth
CZ: Tichá linka – spolek pro duševní zdraví | Plzeň | A | health youth
DE: Werkhof Lindenau Nachbarschaftsverein e. V. | Leipzig | A | urban-development social-economy
DE: Frauenbrücke Ruhrufer e. V. | Essen | A | womens-rights refugees-and-migration
DE: Kiezarchiv Wedding | Berlin | I | culture-and-arts democracy-and-participation
DE: Spreewelle Jugendradio e. V. | Berlin | A | youth culture-and-arts
DE: Genossenschaft Sonnendach Freiburg eG | Freiburg im Breisgau | C | ecology social-economy
DE: Stiftung Zweites Zuhause Köln | Köln | F | refugees-and-migration childrens-rights
DE: Kinderparlament Hansestadt e. V. | Lübeck | A | childrens-rights democracy-and-participation
DE: Barrierefrei im Ländle e. V. | Tübingen | A | disability anti-discrimination
DE: Dorfladen Uckermark eG | Prenzlau | C | rural-development social-economy
DE: Regenbogenkeller Erfurt | Erfurt | I | lgbti-rights youth
DE: Gläserne Stadt Frankfurt e. V. | Frankfurt am Main | A | democracy-and-participation urban-development
DE: Heilsame Pause – Verein für seelische Gesundheit | Hamburg | A | health
DE: Lesewiese Dresden e. V. | Dresden | A | non-formal-education childrens-rights
DE: Moorretter Ostfriesland e. V. | Emden | A | ecology
DE: Friedensküche Görlitz | Görlitz | I | peace-and-dialogue youth
DE: Gleiche Treppe – Antidiskriminierungsverein | Nürnberg | A | anti-discrimination human-rights
DE: Tierhafen Weserbergland e. V. | Hameln | A | animal-rights
DK: Foreningen Den Åbne Gård | Odense | A | rural-development non-formal-education
DK: Ungdomshavnen Nørre | Aarhus | A | youth democracy-and-participation
DK: Fællesskabet Røde Tråd | København | C | social-economy womens-rights
DK: Sund Samtale | Aalborg | A | health peace-and-dialogue
DK: Børnenes Værksted Ærø | Ærøskøbing | I | childrens-rights culture-and-arts
EE: Rohelise Pargi Selts | Tallinn | A | ecology urban-development
EE: Noorte Öötelk | Tartu | A | youth non-formal-education
EE: Saarlaste Käsitööühistu | Kuressaare | C | rural-development culture-and-arts
EE: MTÜ Kuulaja | Narva | A | peace-and-dialogue anti-discrimination
ES: Asociación Patio Encendido | Sevilla | A | youth culture-and-arts
ES: Cooperativa La Huerta del Ñandú | Valencia | C | social-economy ecology
ES: Fundación Marea Justa | A Coruña | F | human-rights refugees-and-migration
ES: Taller Abierto de Barrio | Zaragoza | I | urban-development democracy-and-participation
ES: Mujeres del Olivar | Jaén | A | womens-rights rural-development
ES: Veus del Besòs | Barcelona | A | anti-discrimination culture-and-arts
ES: Aula sin Muros | Málaga | A | formal-education childrens-rights
ES: Itsasbide Elkartea | Bilbao | A | ecology youth
ES: Refugio Cola Larga | Murcia | A | animal-rights
ES: Salud de Puertas Abiertas | Madrid | A | health disability
FI: Lumikenkä ry | Oulu | A | youth health
FI: Naapuruston Verstas | Tampere | A | urban-development social-economy
FI: Metsäpolun Ystävät ry | Joensuu | A | ecology rural-development
FI: Äänitorvi – lasten osallisuusyhdistys | Helsinki | A | childrens-rights democracy-and-participation
FI: Yhteinen Pöytä Turku | Turku | I | refugees-and-migration peace-and-dialogue
FR: Association Les Quais Solidaires | Nantes | A | refugees-and-migration human-rights
FR: Le Préau des Possibles | Lyon | A | non-formal-education youth
FR: Coopérative La Grange aux Abeilles | Rennes | C | rural-development social-economy
FR: Théâtre du Trottoir | Marseille | A | culture-and-arts urban-development
FR: Paroles de Filles | Montreuil | A | womens-rights gender
FR: Fondation Horizon Partagé | Paris | F | peace-and-dialogue formal-education
FR: Les Jardins de la Garonne | Toulouse | A | ecology urban-development
FR: Collectif Arc-en-Seine | Rouen | I | lgbti-rights human-rights
FR: Mains Tendues Handicap | Strasbourg | A | disability health
FR: L’Atelier des Communs | Grenoble | A | democracy-and-participation social-economy
FR: Enfance à Voix Haute | Lille | A | childrens-rights anti-discrimination
FR: Refuge des Garrigues | Montpellier | A | animal-rights ecology
FR: Mémoires de Cour | Saint-Étienne | I | culture-and-arts peace-and-dialogue
FR: Radio Préfabriquée | Bordeaux | A | youth culture-and-arts
GR: Σύλλογος Ανοιχτό Λιμάνι | Θεσσαλονίκη | A | refugees-and-migration human-rights
GR: Κοινωνική Κουζίνα Αχαρνών | Αθήνα | I | social-economy urban-development
GR: Νέοι του Θερμαϊκού | Θεσσαλονίκη | A | youth ecology
GR: Συνεταιρισμός Χρυσή Ελιά | Καλαμάτα | C | rural-development womens-rights
GR: Ίχνη Μνήμης | Ιωάννινα | A | culture-and-arts peace-and-dialogue
GR: Σπίτι της Άνοιξης | Πάτρα | A | disability childrens-rights
GR: Ίση Φωνή | Αθήνα | A | lgbti-rights anti-discrimination
HR: Udruga Kamen i Val | Split | A | ecology culture-and-arts
HR: Zadruga Slavonska Košara | Osijek | C | rural-development social-economy
HR: Otvorena Klupa | Zagreb | A | youth democracy-and-participation
HR: Ženska Soba uz Rijeku | Rijeka | A | womens-rights health
HU: Nyitott Kert Egyesület | Pécs | A | ecology urban-development
HU: Tanyasi Műhely Szövetkezet | Kecskemét | C | rural-development social-economy
HU: Hangos Gyerekek Alapítvány | Budapest | F | childrens-rights formal-education
HU: Szomszéd Szék Közösségi Tér | Miskolc | I | anti-discrimination urban-development
HU: Őszi Fény Idősekért | Győr | A | health anti-discrimination
HU: Duna Menti Ifjúsági Kör | Szeged | A | youth democracy-and-participation
IE: Bridge End Community Workshop | Galway | A | non-formal-education social-economy
IE: Guth na nÓg | Cork | A | youth democracy-and-participation
IE: Wren and Hedge Conservation Trust | Sligo | F | ecology animal-rights
IE: Open Door Tallaght | Dublin | A | refugees-and-migration anti-discrimination
IT: Associazione Cortile Aperto | Torino | A | urban-development non-formal-education
IT: Cooperativa Sociale Il Melograno Storto | Bologna | C | social-economy disability
IT: Donne di Vicolo Stretto | Napoli | A | womens-rights health
IT: Ragazzi del Molo | Bari | A | youth refugees-and-migration
IT: Fondazione Lanterna Verde | Genova | F | ecology formal-education
IT: Voci Oltre il Muro | Roma | A | human-rights peace-and-dialogue
IT: Teatro delle Briciole Salate | Palermo | I | culture-and-arts childrens-rights
IT: Terre Basse | Ferrara | A | rural-development ecology
IT: Arcolaio Arcobaleno | Firenze | A | lgbti-rights anti-discrimination
IT: Zampe del Delta | Rovigo | A | animal-rights
IT: Piazza in Comune | Verona | I | democracy-and-participation urban-development
IT: Perché No? Scuola Popolare | Milano | A | non-formal-education refugees-and-migration
LT: Asociacija Žalias Kiemas | Vilnius | A | urban-development ecology
LT: Jaunimo Prieplauka | Klaipėda | A | youth culture-and-arts
LT: Šeimų Tiltas | Kaunas | A | childrens-rights health
LT: Kaimo Duona | Utena | C | rural-development social-economy
LU: De Gréngen Haff | Diekirch | C | ecology social-economy
LU: Stëmm vum Quartier | Esch-sur-Alzette | A | urban-development anti-discrimination
LU: Kanner am Mëttelpunkt | Luxembourg | A | childrens-rights formal-education
LU: Passage Solidaire | Differdange | A | refugees-and-migration womens-rights
LV: Biedrība Zaļā Pietura | Rīga | A | ecology youth
LV: Jūrmalas Sieviešu Darbnīca | Jūrmala | A | womens-rights social-economy
LV: Skaņais Pagalms | Liepāja | I | culture-and-arts urban-development
LV: Latgales Kaimiņi | Daugavpils | A | peace-and-dialogue anti-discrimination
MT: Għaqda Baħar Ħaj | Valletta | A | ecology animal-rights
MT: Bieb Miftuħ | Ħamrun | A | refugees-and-migration human-rights
MT: Leħen iż-Żgħażagħ ta’ Għawdex | Victoria | A | youth democracy-and-participation
MT: Sengħa Soċjali | Birgu | S | social-economy disability
NL: Stichting Het Lage Raam | Rotterdam | F | culture-and-arts urban-development
NL: Vereniging Zonnegroen | Utrecht | A | ecology social-economy
NL: Jongerenwerkplaats Noord | Amsterdam | A | youth non-formal-education
NL: De Gelijke Deur | Den Haag | A | anti-discrimination lgbti-rights
NL: Buurtcoöperatie Maasoever | Maastricht | C | social-economy health
NL: Kinderstem Groningen | Groningen | A | childrens-rights
NL: Vluchtlijn Nijmegen | Nijmegen | A | refugees-and-migration peace-and-dialogue
PL: Stowarzyszenie Żywe Podwórko | Łódź | A | urban-development culture-and-arts
PL: Fundacja Cichy Dźwięk | Warszawa | F | disability formal-education
PL: Spółdzielnia Socjalna Dobry Bochenek | Poznań | C | social-economy disability
PL: Młodzi nad Brdą | Bydgoszcz | A | youth ecology
PL: Kobiety z Wyżyny | Kielce | A | womens-rights rural-development
PL: Otwarte Okno na Wschód | Lublin | A | refugees-and-migration peace-and-dialogue
PL: Głos Ulicy Długiej | Gdańsk | I | democracy-and-participation urban-development
PL: Leśny Świetlik | Białystok | A | ecology childrens-rights
PL: Tęczowy Parasol nad Odrą | Wrocław | A | lgbti-rights health
PL: Teatr Trzech Krzeseł | Kraków | A | culture-and-arts anti-discrimination
PT: Associação Janela do Bairro | Lisboa | A | urban-development anti-discrimination
PT: Cooperativa Maré de Sal | Aveiro | C | rural-development social-economy
PT: Vozes da Ribeira | Porto | A | culture-and-arts youth
PT: Mulheres do Alentejo Vivo | Évora | A | womens-rights rural-development
PT: Caracol Lento – Associação Ambiental | Braga | A | ecology childrens-rights
PT: Casa das Línguas | Coimbra | A | refugees-and-migration non-formal-education
RO: Asociația Curtea Verde | București | A | urban-development ecology
RO: Fundația Pași Egali | Cluj-Napoca | F | anti-discrimination formal-education
RO: Tinerii de pe Bega | Timișoara | A | youth democracy-and-participation
RO: Cooperativa Meșterii Satului | Sibiu | C | rural-development culture-and-arts
RO: Mâini pentru Viață | Iași | A | health disability
RO: Vocea Deltei | Tulcea | A | ecology rural-development
RO: Femei în Mișcare Brașov | Brașov | A | womens-rights gender
SE: Föreningen Öppna Grinden | Malmö | A | refugees-and-migration anti-discrimination
SE: Skogslyktan | Umeå | A | ecology youth
SE: Kooperativet Ängsbordet | Göteborg | C | social-economy rural-development
SE: Barnens Å | Uppsala | A | childrens-rights culture-and-arts
SE: Lika Villkor Norrköping | Norrköping | A | disability human-rights
SE: Systrarnas Verkstad | Stockholm | A | womens-rights social-economy
SE: Samtalsbron | Lund | I | peace-and-dialogue democracy-and-participation
SI: Društvo Zeleni Most | Maribor | A | ecology peace-and-dialogue
SI: Zadruga Kraški Kruh | Sežana | C | rural-development social-economy
SI: Mladinska Barka | Koper | A | youth culture-and-arts
SI: Glas Soseske | Ljubljana | I | urban-development democracy-and-participation
SK: Združenie Živý Dvor | Košice | A | anti-discrimination urban-development
SK: Občianska dielňa Kľúč | Bratislava | A | democracy-and-participation human-rights
SK: Ľúbezná Škola | Prešov | A | formal-education childrens-rights
SK: Horské Chodníčky | Banská Bystrica | A | ecology rural-development
`;
