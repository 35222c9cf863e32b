/**
 * Invented organisations of Turkey: name | city | kind | fields, the main one first. Kinds: A association, F foundation, C cooperative,
 * S social company, I initiative without legal personality.
 */
export const TURKISH_NAMES = `
Poyraz Gençlik ve Doğa Derneği | Çanakkale | A | youth ecology
Ihlamur Sokağı Kadın Dayanışması | Eskişehir | A | womens-rights gender
Beşinci Mevsim Köy Kooperatifi | Kastamonu | C | rural-development social-economy
Mor Sardunya Kadın Üretim Kooperatifi | Mersin | C | womens-rights social-economy
Açık Pencere Çocuk Hakları Derneği | İstanbul | A | childrens-rights human-rights
Saklıdere Ekoloji Kolektifi | Artvin | I | ecology rural-development
Yan Yana Mahalle Girişimi | Ankara | I | urban-development democracy-and-participation
Kırlangıç Kültür ve Sanat Derneği | Mardin | A | culture-and-arts peace-and-dialogue
Eşik Atlayan Erişilebilirlik Derneği | İzmir | A | disability anti-discrimination
Çınaraltı Hafıza Vakfı | Diyarbakır | F | peace-and-dialogue culture-and-arts human-rights
Işıklı Yollar Eğitim Vakfı | Bursa | F | formal-education childrens-rights
Tuzlu Rüzgâr Deniz Koruma Derneği | Muğla | A | ecology animal-rights
Gökkuşağı Limanı Danışma Girişimi | İzmir | I | lgbti-rights health
Sıcak Kapı Göçmen Dayanışma Derneği | Gaziantep | A | refugees-and-migration human-rights
Patika Gençlik Atölyesi | Kayseri | A | youth non-formal-education
Ortak Sofra Gıda Kooperatifi | İstanbul | C | social-economy ecology
Çatıdaki Bahçe Kent Ekolojisi Derneği | İstanbul | A | urban-development ecology
Üçüncü Perde Tiyatro Topluluğu | Ankara | I | culture-and-arts youth
Sessiz Harf İşaret Dili Derneği | Ankara | A | disability formal-education
Ayçiçeği Kız Çocukları Vakfı | Van | F | childrens-rights womens-rights formal-education
Bozkır Sesleri Kırsal Yaşam Derneği | Konya | A | rural-development ecology
Söz Sırası Demokrasi Girişimi | İstanbul | I | democracy-and-participation human-rights
Yeni Filiz Ruh Sağlığı Derneği | Ankara | A | health youth
Dolunay Müzik Atölyesi | Hatay | I | culture-and-arts refugees-and-migration
Kuyruklu Dostlar Barınak Gönüllüleri | Antalya | A | animal-rights
Şeffaf Kent İzleme Derneği | İstanbul | A | democracy-and-participation urban-development
Karşı Kıyı Barış Atölyesi | İstanbul | I | peace-and-dialogue youth
Üreten Eller Sosyal İşletmesi | Denizli | S | social-economy disability
Ceviz Kabuğu Masal Evi | Tokat | A | childrens-rights culture-and-arts
Kadın Emeği Pazarı Kooperatifi | Adana | C | womens-rights social-economy
Toprak Ana Tohum Derneği | Isparta | A | ecology rural-development
Gençlik Rotası Derneği | Samsun | A | youth democracy-and-participation
Hayat Merdiveni Engelliler Derneği | Sakarya | A | disability health
Uzun Dalga Gençlik Medyası | İstanbul | I | youth culture-and-arts human-rights
Mahallemiz Bizim Dayanışma Ağı | Kocaeli | I | urban-development social-economy
Uçurtma Oyun ve Öğrenme Derneği | Şanlıurfa | A | childrens-rights non-formal-education
Aynı Gökyüzü Mülteci Kadın Derneği | Gaziantep | A | refugees-and-migration womens-rights
Mavi Ardıç Dağcılık ve Çevre Derneği | Erzurum | A | ecology youth
Eşit Adım Ayrımcılıkla Mücadele Derneği | Ankara | A | anti-discrimination human-rights
Zeytin Dalı Komşuluk Derneği | Ayvalık | A | peace-and-dialogue culture-and-arts
Yaşam Terası Hasta Yakınları Derneği | İstanbul | A | health
Turna Yolu Köy Okulları Derneği | Sivas | A | formal-education rural-development
Renkli Koridor Öğrenci Kolektifi | Eskişehir | I | lgbti-rights youth
Derin Kök Kent Hakkı Derneği | İzmir | A | urban-development anti-discrimination
Papatya Falı Kadın Sağlığı Derneği | Diyarbakır | A | health womens-rights
Kibrit Kutusu Sosyal Girişim Merkezi | Ankara | S | social-economy youth
Yedi Göller Yaban Hayatı Derneği | Bolu | A | animal-rights ecology
Parmak Kaldır Çocuk Katılımı Derneği | Ankara | A | childrens-rights democracy-and-participation
Dokuma Tezgâhı Kadın Girişimi | Siirt | I | womens-rights rural-development
Anlat Bana Sözlü Tarih Derneği | İzmir | A | culture-and-arts peace-and-dialogue
Bir Sandalye Daha Yaşlı Hakları Derneği | İstanbul | A | anti-discrimination health
Gölge Oyunu Kültür Kooperatifi | Bursa | C | culture-and-arts social-economy
Güneş Saati Enerji Kooperatifi | İzmir | C | ecology social-economy
Elma Ağacı Öğretmen Ağı | Karaman | I | formal-education non-formal-education
Kavşak Noktası Gençlik Derneği | Malatya | A | youth peace-and-dialogue
Sınır Ötesi Çeviri Gönüllüleri | Edirne | I | refugees-and-migration anti-discrimination
Pedal ve Çınar Bisiklet Derneği | Konya | A | urban-development youth
Akasya Afet Dayanışma Derneği | Hatay | A | health urban-development
Kestane Kabuğu Şiddetle Mücadele Derneği | Antalya | A | womens-rights human-rights
Farklı Renkler Otizm Aileleri Derneği | Bursa | A | disability childrens-rights
Yeşil Makara Sürdürülebilir Yaşam Derneği | Bursa | A | ecology social-economy
Keçe ve Kil Zanaat Kooperatifi | Afyonkarahisar | C | culture-and-arts rural-development
Açık Defter Yetişkin Okuryazarlığı Derneği | Şanlıurfa | A | non-formal-education womens-rights
Köprübaşı Gençlik Merkezi Derneği | Trabzon | A | youth non-formal-education
Dijital Patika Kapsayıcı Teknoloji Derneği | İstanbul | A | non-formal-education anti-discrimination
Denge Taşı Hukuk Girişimi | Ankara | I | human-rights democracy-and-participation
Lavanta Yokuşu Kadın Kooperatifi | Burdur | C | rural-development womens-rights
Hasat Zamanı Mevsimlik İşçi Çocukları Derneği | Adana | A | childrens-rights refugees-and-migration
Yıldız Tozu Bilim Atölyeleri Derneği | Kahramanmaraş | A | non-formal-education childrens-rights
Martı Kanadı Liman İşçileri Derneği | İskenderun | A | human-rights social-economy
Beyaz Baston Spor ve Yaşam Derneği | Kütahya | A | disability youth
Ortak Zemin Diyalog Vakfı | İstanbul | F | peace-and-dialogue democracy-and-participation
İncir Çekirdeği Aile Destek Derneği | Aydın | A | childrens-rights health
Fırtına Vadisi Dostları | Rize | I | ecology
Asma Köprü Roman Hakları Derneği | Edirne | A | anti-discrimination non-formal-education
Sokak Lambası Genç İşçiler Derneği | Kocaeli | A | youth human-rights
Taş Mektep Mezunları Eğitim Vakfı | Amasya | F | formal-education
Bahar Sineması Derneği | Ordu | A | culture-and-arts youth
Serinlik İklim Gençliği | Ankara | I | ecology youth
Çok Dilli Çocukluk Derneği | Mardin | A | childrens-rights formal-education
Gönül Rahatlığı Hasta Hakları Derneği | İzmir | A | health human-rights
Yarım Elma Sosyal Market | Manisa | S | social-economy anti-discrimination
Kuzey Yıldızı Kadın Platformu | Samsun | I | womens-rights democracy-and-participation
Yün Yumağı Yaşlı Gençlik Buluşmaları Derneği | Uşak | A | youth culture-and-arts
Tarla Kuşu Agroekoloji Derneği | Tekirdağ | A | rural-development ecology
Duvarsız Okul Alternatif Eğitim Derneği | Muğla | A | non-formal-education childrens-rights
Mor Nar Dayanışma Girişimi | Van | I | womens-rights lgbti-rights
Palmiye Gençlik Spor Derneği | Mersin | A | youth refugees-and-migration
Ana Dili Masalları Vakfı | İstanbul | F | culture-and-arts childrens-rights
Geri Dönüşüm Atölyesi İşçi Kooperatifi | Ankara | C | social-economy ecology
Sabah Yıldızı Evsizlerle Dayanışma Derneği | İstanbul | A | human-rights health
Çıkmaz Sokak Kent Atölyesi | Diyarbakır | I | urban-development culture-and-arts
Kedi Merdiveni Hayvan Hakları Derneği | Eskişehir | A | animal-rights
Bilgi Ağacı Kütüphane Gönüllüleri | Niğde | A | non-formal-education culture-and-arts
Yol Arkadaşı Eski Hükümlüler Derneği | Ankara | A | human-rights social-economy
Kaynak Suyu Havza Koruma Derneği | Burdur | A | ecology
Hemşire Eli Kırsal Sağlık Derneği | Muş | A | health rural-development
Ufuk Çizgisi Göç Araştırmaları Derneği | İstanbul | A | refugees-and-migration peace-and-dialogue
Kırmızı Balon Çocuk Sanat Derneği | Elazığ | A | childrens-rights culture-and-arts
Ege Rüzgârı Kadın Balıkçılar Kooperatifi | İzmir | C | womens-rights rural-development
Halk Bahçesi Dayanışma Derneği | Balıkesir | A | urban-development rural-development
Görünmez Emek Ev İşçileri Derneği | İstanbul | A | womens-rights human-rights
Ters Köşe Sporla Kapsayıcılık Derneği | Ankara | A | youth anti-discrimination
Çam Kozalağı Orman Köylüleri Derneği | Zonguldak | A | rural-development ecology
Katılım Masası Gençlik Meclisleri Ağı | İzmir | I | democracy-and-participation youth
Nefes Payı Sağlık Emekçileri Derneği | Adıyaman | A | health
Bin Pencere İnsan Hakları Arşivi | İstanbul | F | human-rights culture-and-arts
Yağmur Kuşağı Danışma Merkezi | Mersin | A | lgbti-rights human-rights
Ada Vapuru Bağımsız Yaşam Derneği | İstanbul | A | disability anti-discrimination
Tohumdan Sofraya Kadın Ağı | Kırklareli | I | rural-development womens-rights
Dere Boyu Komşuları | Giresun | I | ecology democracy-and-participation
Eski Garaj Gençlik Sahnesi | Gaziantep | A | culture-and-arts youth
Pusula Meslek Atölyeleri Derneği | Batman | A | non-formal-education youth
Sakin Şehir Erişim Girişimi | Isparta | I | disability urban-development
Barış Çiçeği Okul Arabuluculuğu Derneği | Adana | A | peace-and-dialogue formal-education
Ekmek Teknesi Sosyal Kooperatifi | Diyarbakır | C | social-economy womens-rights
Sarmaşık Duvar Sokak Sanatı Topluluğu | Denizli | I | culture-and-arts urban-development
Kuş Gözü Sulak Alan Derneği | Kars | A | ecology animal-rights
`;
