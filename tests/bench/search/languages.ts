/** What names and texts of a language are put together from: sounds, what organisations are about, and their legal forms. All of it is invented. */
export interface Tongue {
  readonly countries: readonly string[];
  readonly syllables: readonly string[];
  readonly themes: readonly string[];
  readonly forms: readonly string[];
}

const words = (text: string): string[] => text.split(' ');
const phrases = (text: string): string[] => text.split(', ');

/** Turkish first: two organisations in five speak it. */
export const TONGUES: readonly Tongue[] = [
  {
    countries: ['TR'],
    syllables: words('ka da rı şe mo lü ve zan tor bel ğı çe nis al gö ksu ın dağ kö le sen yıl maz öz tü çın ay er gün ba lı şa kır su'),
    themes: phrases(
      'Kadın, Gençlik, Çevre, Kültür, Eğitim, Dayanışma, Doğa, Çocuk, Sanat, Komşuluk, Göç, Hafıza, Kent, Köy, Engelsiz Yaşam',
    ),
    forms: phrases('Derneği, Vakfı, Kooperatifi, Platformu, Girişimi, Topluluğu'),
  },
  {
    countries: ['DE', 'AT', 'LU'],
    syllables: words('ber wal sto hau gen lich tz ken stein bru grün eck hof mün öst lin feld bach schön au tal ried'),
    themes: phrases('Jugend, Frauen, Umwelt, Kultur, Bildung, Nachbarschaft, Kinder, Flucht und Asyl, Kunst, Stadtteil, Gesundheit'),
    forms: phrases('e. V., Stiftung, Genossenschaft, Initiative, Netzwerk, Verein'),
  },
  {
    countries: ['FR', 'BE'],
    syllables: words('mar tin lau ré bel don val ce bois île gar en ton ville mé lan ôr cha pré neuf sau'),
    themes: phrases('Jeunesse, Femmes, Environnement, Culture, Éducation, Solidarité, Enfance, Quartier, Mémoire, Accueil, Santé'),
    forms: phrases('Association, Fondation, Coopérative, Collectif, Réseau'),
  },
  {
    countries: ['ES'],
    syllables: words('ma dri ña val re cas ti lla so mon te ver de río bo li var ces ar za gu'),
    themes: phrases('Juventud, Mujeres, Medio Ambiente, Cultura, Educación, Vecinal, Infancia, Migración, Memoria, Salud'),
    forms: phrases('Asociación, Fundación, Cooperativa, Plataforma, Red'),
  },
  {
    countries: ['IT', 'MT'],
    syllables: words('ro ma ven to lu ca fi ren ze mon ta gna bel ve de re sol le na pia li si'),
    themes: phrases('Giovani, Donne, Ambiente, Cultura, Educazione, Solidarietà, Infanzia, Quartiere, Accoglienza, Salute'),
    forms: phrases('Associazione, Fondazione, Cooperativa, Rete, Comitato'),
  },
  {
    countries: ['PL'],
    syllables: words('łód zka brze zi na war sza wo ja krą gór ny les stru mie ń ko wal pod hal świt'),
    themes: phrases('Młodzież, Kobiety, Środowisko, Kultura, Edukacja, Sąsiedztwo, Dzieci, Migracje, Pamięć, Zdrowie'),
    forms: phrases('Fundacja, Stowarzyszenie, Spółdzielnia, Inicjatywa, Sieć'),
  },
  {
    countries: ['GR', 'CY'],
    syllables: words('θε σσα λο νί κη αθη να πε λο πόν κρη τη μα ρί δρο μος φω ς ου ρα νό χω ριό'),
    themes: phrases('Νεολαία, Γυναίκες, Περιβάλλον, Πολιτισμός, Εκπαίδευση, Αλληλεγγύη, Παιδί, Γειτονιά, Μνήμη, Υγεία'),
    forms: phrases('Σύλλογος, Ίδρυμα, Συνεταιρισμός, Δίκτυο, Πρωτοβουλία'),
  },
  {
    countries: ['BG'],
    syllables: words('пло вдив со фи я бал кан ро до пи те ме сто ви то ша раз град чи та ли ва рна'),
    themes: phrases('Младежи, Жени, Околна среда, Култура, Образование, Солидарност, Деца, Съседи, Памет, Здраве'),
    forms: phrases('Сдружение, Фондация, Кооперация, Мрежа, Читалище'),
  },
  {
    countries: ['SE', 'DK', 'FI', 'EE', 'LV', 'LT'],
    syllables: words('ös ter går vik sund år hus bor gå nor rø ska te mal mö lund sjö fjä ll dal ho lm'),
    themes: phrases('Ungdom, Kvinnor, Miljö, Kultur, Utbildning, Grannskap, Barn, Integration, Minne, Hälsa'),
    forms: phrases('Förening, Stiftelse, Kooperativ, Nätverk, Forbund'),
  },
  {
    countries: ['CZ', 'SK', 'HR', 'SI'],
    syllables: words('žiž kov pra ha bří za zele ná lju bl jana za gre b vlta va tá bor do ma če sk ý'),
    themes: phrases('Mládež, Ženy, Životní prostředí, Kultura, Vzdělávání, Solidarita, Děti, Sousedství, Paměť, Zdraví'),
    forms: phrases('Spolek, Nadace, Družstvo, Síť, Udruga'),
  },
  {
    countries: ['NL', 'BE'],
    syllables: words('ams ter dam rot zee land ijs sel brug haar lem groe nin gen vel de wa ter oos ten'),
    themes: phrases('Jongeren, Vrouwen, Milieu, Cultuur, Onderwijs, Buurt, Kinderen, Opvang, Geheugen, Gezondheid'),
    forms: phrases('Vereniging, Stichting, Coöperatie, Netwerk'),
  },
  {
    countries: ['IE', 'HU', 'RO', 'PT'],
    syllables: words('cork gal way kil dare har bour mill stone field ford lan tern brook wood haven east bri dge clare'),
    themes: phrases('Youth, Women, Environment, Culture, Education, Neighbourhood, Children, Migration, Memory, Health'),
    forms: phrases('Association, Foundation, Cooperative, Network, Society'),
  },
];
