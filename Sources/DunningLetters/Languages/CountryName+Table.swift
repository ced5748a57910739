extension CountryName {
  /// A line a country: its code, its name in English, and the names that addresses give it in other languages.
  ///
  /// - Source: Unicode CLDR 48, territory names; ISO 3166-1.
  static let table = """
    AD Andorra|Andorre|Andora|安道尔|安道爾|アンドラ|안도라
    AE United Arab Emirates|UAE|Vereinigte Arabische Emirate|Émirats arabes unis|Emiratos Árabes Unidos\
    |Emirati Arabi Uniti|Verenigde Arabische Emiraten|Emirados Árabes Unidos|Förenade Arabemiraten\
    |De Forenede Arabiske Emirater|De forente arabiske emirater|Arabiemiirikunnat|Zjednoczone Emiraty Arabskie\
    |Spojené arabské emiráty|阿拉伯联合酋长国|阿拉伯聯合大公國|アラブ首長国連邦|아랍에미리트|الإمارات العربية المتحدة
    AF Afghanistan|Afganistán|Afeganistão|Afganistan|Afghánistán|阿富汗|アフガニスタン|아프가니스탄
    AG Antigua and Barbuda|Antigua und Barbuda|Antigua-et-Barbuda|Antigua y Barbuda|Antigua e Barbuda\
    |Antigua en Barbuda|Antígua e Barbuda|Antigua och Barbuda|Antigua og Barbuda|Antigua ja Barbuda\
    |Antigua i Barbuda|Antigua a Barbuda|安提瓜和巴布达|安地卡及巴布達|アンティグア・バーブーダ|앤티가 바부다
    AI Anguilla|Anguila|安圭拉|安奎拉|アンギラ|앵귈라
    AL Albania|Albanien|Albanie|Albanië|Albânia|Albánie|阿尔巴尼亚|阿爾巴尼亞|アルバニア|알바니아|Shqipëri
    AM Armenia|Armenien|Arménie|Armenië|Armênia|亚美尼亚|亞美尼亞|アルメニア|아르메니아
    AO Angola|安哥拉|アンゴラ|앙골라
    AQ Antarctica|Antarktis|Antarctique|Antártida|Antartide|Antarktyda|Antarktida|南极洲|南極洲|南極|남극 대륙
    AR Argentina|Argentinien|Argentine|Argentinië|Argentiina|Argentyna|阿根廷|アルゼンチン|아르헨티나
    AS American Samoa|Amerikanisch-Samoa|Samoa américaines|Samoa Americana|Samoa Americane|Amerikaans-Samoa\
    |Amerikanska Samoa|Amerikansk Samoa|Amerikan Samoa|Samoa Amerykańskie|Americká Samoa|美属萨摩亚|美屬薩摩亞|米領サモア\
    |아메리칸 사모아
    AT Austria|Österreich|Autriche|Oostenrijk|Áustria|Österrike|Østrig|Østerrike|Itävalta|Rakousko|奥地利|奧地利\
    |オーストリア|오스트리아
    AU Australia|Australien|Australie|Australië|Austrália|Austrálie|澳大利亚|澳洲|オーストラリア|오스트레일리아
    AW Aruba|阿鲁巴|荷屬阿魯巴|アルバ|아루바
    AX Åland Islands|Ålandinseln|Îles Åland|Islas Aland|Isole Åland|Åland|Ilhas Aland|Ahvenanmaa|Wyspy Alandzkie\
    |Ålandy|奥兰群岛|奧蘭群島|オーランド諸島|올란드 제도
    AZ Azerbaijan|Aserbaidschan|Azerbaïdjan|Azerbaiyán|Azerbaigian|Azerbeidzjan|Azerbaijão|Azerbajdzjan\
    |Aserbajdsjan|Azerbaidžan|Azerbejdżan|Ázerbájdžán|阿塞拜疆|亞塞拜然|アゼルバイジャン|아제르바이잔
    BA Bosnia and Herzegovina|Bosnien und Herzegowina|Bosnie-Herzégovine|Bosnia y Herzegovina\
    |Bosnia ed Erzegovina|Bosnië en Herzegovina|Bósnia e Herzegovina|Bosnien och Hercegovina|Bosnien-Hercegovina\
    |Bosnia-Hercegovina|Bosnia ja Hertsegovina|Bośnia i Hercegowina|Bosna a Hercegovina|波斯尼亚和黑塞哥维那|波士尼亞與赫塞哥維納\
    |ボスニア・ヘルツェゴビナ|보스니아 헤르체고비나
    BB Barbados|Barbade|巴巴多斯|巴貝多|バルバドス|바베이도스
    BD Bangladesh|Bangladesch|Bangladés|Bangladesz|Bangladéš|孟加拉国|孟加拉|バングラデシュ|방글라데시
    BE Belgium|Belgien|Belgique|Bélgica|Belgio|België|Belgia|Belgie|比利时|比利時|ベルギー|벨기에
    BF Burkina Faso|Burquina Faso|布基纳法索|布吉納法索|ブルキナファソ|부르키나파소
    BG Bulgaria|Bulgarien|Bulgarie|Bulgarije|Bulgária|Bułgaria|Bulharsko|保加利亚|保加利亞|ブルガリア|불가리아|България
    BH Bahrain|Bahreïn|Baréin|Bahrein|Barein|Bahrajn|巴林|バーレーン|바레인
    BI Burundi|布隆迪|蒲隆地|ブルンジ|부룬디
    BJ Benin|Bénin|Benín|贝宁|貝南|ベナン|베냉
    BL Saint Barthélemy|Saint-Barthélemy|San Bartolomé|São Bartolomeu|S:t Barthélemy|Svatý Bartoloměj|圣巴泰勒米|聖巴瑟米\
    |サン・バルテルミー|생바르텔레미
    BM Bermuda|Bermudes|Bermudas|Bermudy|百慕大|百慕達|バミューダ|버뮤다
    BN Brunei|Brunei Darussalam|Brunéi|Brunej|文莱|汶萊|ブルネイ|브루나이
    BO Bolivia|Bolivien|Bolivie|Bolívia|Boliwia|Bolívie|玻利维亚|玻利維亞|ボリビア|볼리비아
    BQ Caribbean Netherlands|Karibische Niederlande|Pays-Bas caribéens|Caribe neerlandés|Caraibi Olandesi\
    |Caribisch Nederland|Países Baixos Caribenhos|Karibiska Nederländerna|De tidligere Nederlandske Antiller\
    |Karibisk Nederland|Karibian Alankomaat|Niderlandy Karaibskie|Karibské Nizozemsko|荷属加勒比区|荷蘭加勒比區|オランダ領カリブ\
    |네덜란드령 카리브
    BR Brazil|Brasilien|Brésil|Brasil|Brasile|Brazilië|Brasilia|Brazylia|Brazílie|巴西|ブラジル|브라질
    BS Bahamas|Bahama's|Bahama|Bahamy|巴哈马|巴哈馬|バハマ|바하마
    BT Bhutan|Bhoutan|Bután|Butão|Bhútán|不丹|ブータン|부탄
    BV Bouvet Island|Bouvetinsel|Île Bouvet|Isla Bouvet|Isola Bouvet|Bouveteiland|Ilha Bouvet|Bouvetön|Bouvetøen\
    |Bouvetøya|Bouvet'nsaari|Wyspa Bouveta|Bouvetův ostrov|布韦岛|布威島|ブーベ島|부베섬
    BW Botswana|Botsuana|博茨瓦纳|波札那|ボツワナ|보츠와나
    BY Belarus|Biélorussie|Bielorrusia|Bielorussia|Bielorrússia|Valko-Venäjä|Białoruś|Bělorusko|白俄罗斯|白俄羅斯|ベラルーシ\
    |벨라루스
    BZ Belize|Belice|伯利兹|貝里斯|ベリーズ|벨리즈
    CA Canada|Kanada|Canadá|加拿大|カナダ|캐나다
    CC Cocos Islands|Kokosinseln|Îles Cocos|Islas Cocos|Isole Cocos|Cocoseilanden|Ilhas Cocos|Kokosöarna\
    |Cocosøerne|Kokosøyene|Kookossaaret|Wyspy Kokosowe|Kokosové ostrovy|科科斯群岛|科克斯群島|ココス諸島|코코스 제도
    CD Democratic Republic of the Congo|Congo - Kinshasa|Kongo-Kinshasa|Congo-Kinshasa\
    |República Democrática del Congo|Kongo|Kongon demokraattinen tasavalta|Demokratyczna Republika Konga\
    |Kongo – Kinshasa|刚果|剛果|コンゴ民主共和国|콩고-킨샤사
    CF Central African Republic|Zentralafrikanische Republik|République centrafricaine|República Centroafricana\
    |Repubblica Centrafricana|Centraal-Afrikaanse Republiek|República Centro-Africana\
    |Centralafrikanska republiken|Den Centralafrikanske Republik|Den sentralafrikanske republikk\
    |Keski-Afrikan tasavalta|Republika Środkowoafrykańska|Středoafrická republika|中非共和国|中非共和國|中央アフリカ共和国\
    |중앙 아프리카 공화국
    CG Congo|Congo - Brazzaville|Kongo-Brazzaville|Congo-Brazzaville|República do Congo|Kongon tasavalta|Kongo\
    |Kongo – Brazzaville|刚果|剛果|コンゴ共和国|콩고-브라자빌
    CH Switzerland|Svizra|Schweiz|Suisse|Suiza|Svizzera|Zwitserland|Suíça|Sveits|Sveitsi|Szwajcaria|Švýcarsko|瑞士\
    |スイス|스위스
    CI Côte d'Ivoire|Cote d'Ivoire|Ivory Coast|Costa d'Avorio|Ivoorkust|Costa do Marfim|Elfenbenskusten\
    |Elfenbenskysten|Norsunluurannikko|Pobřeží slonoviny|科特迪瓦|象牙海岸|コートジボワール|코트디부아르
    CK Cook Islands|Cookinseln|Îles Cook|Islas Cook|Isole Cook|Cookeilanden|Ilhas Cook|Cooköarna|Cookøerne\
    |Cookøyene|Cookinsaaret|Wyspy Cooka|Cookovy ostrovy|库克群岛|庫克群島|クック諸島|쿡 제도
    CL Chile|Chili|Cile|智利|チリ|칠레
    CM Cameroon|Kamerun|Cameroun|Camerún|Camerun|Kameroen|Camarões|喀麦隆|喀麥隆|カメルーン|카메룬
    CN China|P.R. China|PR China|P. R. China|People's Republic of China|中华人民共和国|Chine|Cina|Kina|Kiina|Chiny|Čína\
    |中国|中國|중국
    CO Colombia|Kolumbien|Colombie|Colômbia|Kolumbia|Kolumbie|哥伦比亚|哥倫比亞|コロンビア|콜롬비아
    CR Costa Rica|Kostaryka|Kostarika|哥斯达黎加|哥斯大黎加|コスタリカ|코스타리카
    CU Cuba|Kuba|Kuuba|古巴|キューバ|쿠바
    CV Cape Verde|Cabo Verde|Cap-Vert|Capo Verde|Kaapverdië|Kap Verde|Kapp Verde|Republika Zielonego Przylądka\
    |Kapverdy|佛得角|維德角|カーボベルデ|카보베르데
    CW Curaçao|Curazao|库拉索|庫拉索|キュラソー|퀴라소
    CX Christmas Island|Weihnachtsinsel|Île Christmas|Isla de Navidad|Isola Christmas|Christmaseiland\
    |Ilha Christmas|Julön|Juleøen|Christmasøya|Joulusaari|Wyspa Bożego Narodzenia|Vánoční ostrov|圣诞岛|聖誕島|クリスマス島\
    |크리스마스섬
    CY Cyprus|Zypern|Chypre|Chipre|Cipro|Cypern|Kypros|Cypr|Kypr|塞浦路斯|賽普勒斯|キプロス|키프로스|Κύπρος
    CZ Czechia|Czech Republic|Tschechien|Tchéquie|Chequia|Cechia|Tsjechië|Tchéquia|Tjeckien|Tjekkiet|Tsjekkia\
    |Tšekki|Czechy|Česko|捷克|チェコ|체코
    DE Germany|Deutschland|Allemagne|Alemania|Germania|Duitsland|Alemanha|Tyskland|Saksa|Niemcy|Německo|德国|德國\
    |ドイツ|독일
    DJ Djibouti|Dschibuti|Yibuti|Gibuti|Djibuti|Dżibuti|Džibutsko|吉布提|吉布地|ジブチ|지부티
    DK Denmark|Dänemark|Danemark|Dinamarca|Danimarca|Denemarken|Danmark|Tanska|Dania|Dánsko|丹麦|丹麥|デンマーク|덴마크
    DM Dominica|Dominique|Dominika|多米尼克|ドミニカ国|도미니카
    DO Dominican Republic|Dominikanische Republik|République dominicaine|República Dominicana\
    |Repubblica Dominicana|Dominicaanse Republiek|Dominikanska republiken|Den Dominikanske Republik\
    |Den dominikanske republikk|Dominikaaninen tasavalta|Dominikana|Dominikánská republika|多米尼加共和国|多明尼加共和國\
    |ドミニカ共和国|도미니카 공화국
    DZ Algeria|Algerien|Algérie|Argelia|Algerije|Argélia|Algeriet|Algerie|Algieria|Alžírsko|阿尔及利亚|阿爾及利亞|アルジェリア\
    |알제리
    EC Ecuador|Équateur|Equador|Ekwador|Ekvádor|厄瓜多尔|厄瓜多|エクアドル|에콰도르
    EE Estonia|Estland|Estonie|Estônia|Viro|Estonsko|爱沙尼亚|愛沙尼亞|エストニア|에스토니아|Eesti
    EG Egypt|Ägypten|Égypte|Egipto|Egitto|Egypte|Egito|Egypten|Egypti|Egipt|埃及|エジプト|이집트|مصر
    EH Western Sahara|Westsahara|Sahara occidental|Sáhara Occidental|Sahara Occidentale|Westelijke Sahara\
    |Saara Ocidental|Västsahara|Vestsahara|Vest-Sahara|Länsi-Sahara|Sahara Zachodnia|Západní Sahara|西撒哈拉|西サハラ\
    |서사하라
    ER Eritrea|Érythrée|Eritreia|Erytrea|厄立特里亚|厄利垂亞|エリトリア|에리트리아
    ES Spain|Spanien|Espagne|España|Spagna|Spanje|Espanha|Spania|Espanja|Hiszpania|Španělsko|西班牙|スペイン|스페인
    ET Ethiopia|Äthiopien|Éthiopie|Etiopía|Etiopia|Ethiopië|Etiópia|Etiopien|Etiopie|埃塞俄比亚|衣索比亞|エチオピア|에티오피아
    FI Finland|Finnland|Finlande|Finlandia|Finlândia|Suomi|Finsko|芬兰|芬蘭|フィンランド|핀란드
    FJ Fiji|Fidschi|Fidji|Fiyi|Figi|Fidži|Fidżi|斐济|斐濟|フィジー|피지
    FK Falkland Islands|Falklandinseln|Îles Malouines|Islas Malvinas|Isole Falkland|Falklandeilanden\
    |Ilhas Malvinas|Falklandsöarna|Falklandsøerne|Falklandsøyene|Falklandinsaaret|Falklandy|Falklandské ostrovy\
    |福克兰群岛|福克蘭群島|フォークランド諸島|포클랜드 제도
    FM Micronesia|Mikronesien|Micronésie|Micronésia|Mikronesiaføderasjonen|Mikronesia|Mikronezja|Mikronésie\
    |密克罗尼西亚|密克羅尼西亞|ミクロネシア連邦|미크로네시아
    FO Faroe Islands|Färöer|Îles Féroé|Islas Feroe|Isole Fær Øer|Faeröer|Ilhas Faroé|Färöarna|Færøerne|Færøyene\
    |Färsaaret|Wyspy Owcze|Faerské ostrovy|法罗群岛|法羅群島|フェロー諸島|페로 제도
    FR France|Frankreich|Francia|Frankrijk|França|Frankrike|Frankrig|Ranska|Francja|Francie|法国|法國|フランス|프랑스
    GA Gabon|Gabun|Gabón|Gabão|加蓬|加彭|ガボン|가봉
    GB United Kingdom|Großbritannien|Grande-Bretagne|Gran Bretaña|Gran Bretagna|Groot-Brittannië\
    |UK|Great Britain|England|Scotland|Wales|Northern Ireland|Vereinigtes Königreich\
    |Royaume-Uni|Reino Unido|Regno Unito|Verenigd Koninkrijk|Storbritannien|Storbritannia|Iso-Britannia\
    |Wielka Brytania|Spojené království|英国|英國|イギリス|영국
    GD Grenada|Grenade|Granada|格林纳达|格瑞那達|グレナダ|그레나다
    GE Georgia|Georgien|Géorgie|Georgië|Geórgia|Gruzja|Gruzie|格鲁吉亚|喬治亞|ジョージア|조지아
    GF French Guiana|Französisch-Guayana|Guyane française|Guayana Francesa|Guyana Francese|Frans-Guyana\
    |Guiana Francesa|Franska Guyana|Fransk Guyana|Ranskan Guayana|Gujana Francuska|Francouzská Guyana|法属圭亚那\
    |法屬圭亞那|仏領ギアナ|프랑스령 기아나
    GG Guernsey|Guernesey|根西岛|根息|ガーンジー|건지
    GH Ghana|Gana|加纳|迦納|ガーナ|가나
    GI Gibraltar|Gibilterra|直布罗陀|直布羅陀|ジブラルタル|지브롤터
    GL Greenland|Grönland|Groenland|Groenlandia|Groenlândia|Grønland|Grönlanti|Grenlandia|Grónsko|格陵兰|格陵蘭\
    |グリーンランド|그린란드
    GM Gambia|Gambie|Gâmbia|冈比亚|甘比亞|ガンビア|감비아
    GN Guinea|Guinée|Guinee|Guiné|Gwinea|几内亚|幾內亞|ギニア|기니
    GP Guadeloupe|Guadalupe|Guadalupa|Gwadelupa|瓜德罗普|瓜地洛普|グアドループ|과들루프
    GQ Equatorial Guinea|Äquatorialguinea|Guinée équatoriale|Guinea Ecuatorial|Guinea Equatoriale\
    |Equatoriaal-Guinea|Guiné Equatorial|Ekvatorialguinea|Ækvatorialguinea|Ekvatorial-Guinea\
    |Päiväntasaajan Guinea|Gwinea Równikowa|Rovníková Guinea|赤道几内亚|赤道幾內亞|赤道ギニア|적도 기니
    GR Greece|Griechenland|Grèce|Grecia|Griekenland|Grécia|Grekland|Grækenland|Hellas|Kreikka|Grecja|Řecko|希腊|希臘\
    |ギリシャ|그리스|Ελλάδα
    GS South Georgia and South Sandwich Islands|Südgeorgien und die Südlichen Sandwichinseln\
    |Géorgie du Sud-et-les Îles Sandwich du Sud|Islas Georgia del Sur y Sandwich del Sur\
    |Georgia del Sud e Sandwich Australi|Zuid-Georgia en Zuidelijke Sandwicheilanden\
    |Ilhas Geórgia do Sul e Sandwich do Sul|Sydgeorgien och Sydsandwichöarna\
    |South Georgia og De Sydlige Sandwichøer|Sør-Georgia og Sør-Sandwichøyene\
    |Etelä-Georgia ja Eteläiset Sandwichinsaaret|Georgia Południowa i Sandwich Południowy\
    |Jižní Georgie a Jižní Sandwichovy ostrovy|南乔治亚和南桑威奇群岛|南喬治亞與南三明治群島|サウスジョージア・サウスサンドウィッチ諸島|사우스조지아 사우스샌드위치 제도
    GT Guatemala|Gwatemala|危地马拉|瓜地馬拉|グアテマラ|과테말라
    GU Guam|关岛|關島|グアム|괌
    GW Guinea-Bissau|Guinée-Bissau|Guinea-Bisáu|Guinee-Bissau|Guiné-Bissau|Gwinea Bissau|几内亚比绍|幾內亞比索|ギニアビサウ\
    |기니비사우
    GY Guyana|Guiana|Gujana|圭亚那|蓋亞那|ガイアナ|가이아나
    HK Hong Kong|Hongkong|香港|中国香港|Sonderverwaltungsregion Hongkong|R.A.S. chinoise de Hong Kong\
    |RAE de Hong Kong|RAS di Hong Kong\
    |Hongkong SAR van China|Hong Kong, RAE da China|Hongkong SAR|SAR Hongkong|Hongkong SAR Kina\
    |Hongkong – Kiinan erityishallintoalue|SRA Hongkong|Hongkong – ZAO Číny|中国香港特别行政区|中國香港特別行政區|中華人民共和国香港特別行政区\
    |홍콩
    HM Heard and McDonald Islands|Heard und McDonaldinseln|Îles Heard-et-MacDonald|Islas Heard y McDonald\
    |Isole Heard e McDonald|Heard en McDonaldeilanden|Ilhas Heard e McDonald|Heardön och McDonaldöarna\
    |Heard Island og McDonald Islands|Heard- og McDonaldøyene|Heard ja McDonaldinsaaret|Wyspy Heard i McDonalda\
    |Heardův ostrov a McDonaldovy ostrovy|赫德岛和麦克唐纳群岛|赫德島及麥唐納群島|ハード島・マクドナルド諸島|허드 맥도널드 제도
    HN Honduras|洪都拉斯|宏都拉斯|ホンジュラス|온두라스
    HR Croatia|Kroatien|Croatie|Croacia|Croazia|Kroatië|Croácia|Kroatia|Chorwacja|Chorvatsko|克罗地亚|克羅埃西亞|クロアチア\
    |크로아티아|Hrvatska
    HT Haiti|Haïti|Haití|海地|ハイチ|아이티
    HU Hungary|Ungarn|Hongrie|Hungría|Ungheria|Hongarije|Hungria|Ungern|Unkari|Węgry|Maďarsko|匈牙利|ハンガリー|헝가리\
    |Magyarország
    ID Indonesia|Indonesien|Indonésie|Indonesië|Indonésia|Indonezja|印度尼西亚|印尼|インドネシア|인도네시아
    IE Ireland|Irland|Irlande|Irlanda|Ierland|Irlanti|Irlandia|Irsko|爱尔兰|愛爾蘭|アイルランド|아일랜드|Éire
    IL Israel|Israël|Israele|Izrael|以色列|イスラエル|이스라엘|ישראל
    IM Isle of Man|Île de Man|Isla de Man|Isola di Man|Ilha de Man|Man|Mansaari|Wyspa Man|Ostrov Man|马恩岛|曼島|マン島\
    |맨섬
    IN India|Indien|Inde|Índia|Intia|Indie|印度|インド|인도|भारत
    IO British Indian Ocean Territory|Britisches Territorium im Indischen Ozean\
    |Territoire britannique de l'océan Indien|Territorio Británico del Océano Índico\
    |Territorio Britannico dell'Oceano Indiano|Brits Indische Oceaanterritorium\
    |Território Britânico do Oceano Índico|Brittiska territoriet i Indiska oceanen\
    |Det Britiske Territorium i Det Indiske Ocean|Det britiske territoriet i Indiahavet\
    |Brittiläinen Intian valtameren alue|Brytyjskie Terytorium Oceanu Indyjskiego|Britské indickooceánské území\
    |英属印度洋领地|英屬印度洋領地|英領インド洋地域|영국령 인도양 지역
    IQ Iraq|Irak|Iraque|Irák|伊拉克|イラク|이라크
    IR Iran|Irán|Irã|Írán|伊朗|イラン|이란
    IS Iceland|Island|Islande|Islandia|Islanda|IJsland|Islândia|Islanti|冰岛|冰島|アイスランド|아이슬란드|Ísland
    IT Italy|Italien|Italie|Italia|Italië|Itália|Włochy|Itálie|意大利|義大利|イタリア|이탈리아
    JE Jersey|泽西岛|澤西島|ジャージー|저지
    JM Jamaica|Jamaika|Jamaïque|Giamaica|Jamajka|牙买加|牙買加|ジャマイカ|자메이카
    JO Jordan|Jordanien|Jordanie|Jordania|Giordania|Jordanië|Jordânia|Jordánsko|约旦|約旦|ヨルダン|요르단
    JP Japan|日本国|Japon|Japón|Giappone|Japão|Japani|Japonia|Japonsko|日本|일본
    KE Kenya|Kenia|Quênia|Keňa|肯尼亚|肯亞|ケニア|케냐
    KG Kyrgyzstan|Kirgisistan|Kirghizstan|Kirguistán|Kirghizistan|Kirgizië|Quirguistão|Kirgizistan|Kirgisia\
    |Kirgistan|Kyrgyzstán|吉尔吉斯斯坦|吉爾吉斯|キルギス|키르기스스탄
    KH Cambodia|Kambodscha|Cambodge|Camboya|Cambogia|Cambodja|Camboja|Kambodja|Kambodsja|Kambodža|Kambodża|柬埔寨\
    |カンボジア|캄보디아
    KI Kiribati|Quiribati|基里巴斯|吉里巴斯|キリバス|키리바시
    KM Comoros|Komoren|Comores|Comoras|Comore|Comoren|Komorerna|Comorerne|Komorene|Komorit|Komory|科摩罗|葛摩|コモロ|코모로
    KN Saint Kitts and Nevis|Saint Kitts und Nevis|Saint-Christophe-et-Niévès|San Cristóbal y Nieves\
    |Saint Kitts e Nevis|Saint Kitts en Nevis|São Cristóvão e Névis|S:t Kitts och Nevis|Saint Kitts og Nevis\
    |Saint Kitts ja Nevis|Saint Kitts i Nevis|Svatý Kryštof a Nevis|圣基茨和尼维斯|聖克里斯多福及尼維斯|セントクリストファー・ネーヴィス\
    |세인트키츠 네비스
    KP North Korea|Nordkorea|Corée du Nord|Corea del Norte|Corea del Nord|Noord-Korea|Coreia do Norte|Nord-Korea\
    |Pohjois-Korea|Korea Północna|Severní Korea|朝鲜|北韓|北朝鮮|북한
    KR South Korea|Republic of Korea|Korea|대한민국|Südkorea|Corée du Sud|Corea del Sur|Corea del Sud|Zuid-Korea\
    |Coreia do Sul|Sydkorea|Sør-Korea|Etelä-Korea|Korea Południowa|Jižní Korea|韩国|南韓|韓国
    KW Kuwait|Koweït|Koeweit|Kuwejt|Kuvajt|科威特|クウェート|쿠웨이트
    KY Cayman Islands|Kaimaninseln|Îles Caïmans|Islas Caimán|Isole Cayman|Kaaimaneilanden|Ilhas Cayman\
    |Caymanöarna|Caymanøerne|Caymanøyene|Caymansaaret|Kajmany|Kajmanské ostrovy|开曼群岛|開曼群島|ケイマン諸島|케이맨 제도
    KZ Kazakhstan|Kasachstan|Kazajistán|Kazakistan|Kazachstan|Cazaquistão|Kazakstan|Kasakhstan|Kazachstán|哈萨克斯坦\
    |哈薩克|カザフスタン|카자흐스탄
    LA Laos|老挝|寮國|ラオス|라오스
    LB Lebanon|Libanon|Liban|Líbano|Libano|黎巴嫩|レバノン|레바논
    LC Saint Lucia|Sainte-Lucie|Santa Lucía|Santa Lúcia|S:t Lucia|Svatá Lucie|圣卢西亚|聖露西亞|セントルシア|세인트루시아
    LI Liechtenstein|Lichtenštejnsko|列支敦士登|列支敦斯登|リヒテンシュタイン|리히텐슈타인
    LK Sri Lanka|Srí Lanka|斯里兰卡|斯里蘭卡|スリランカ|스리랑카
    LR Liberia|Libéria|Libérie|利比里亚|賴比瑞亞|リベリア|라이베리아
    LS Lesotho|Lesoto|莱索托|賴索托|レソト|레소토
    LT Lithuania|Litauen|Lituanie|Lituania|Litouwen|Lituânia|Liettua|Litwa|Litva|立陶宛|リトアニア|리투아니아|Lietuva
    LU Luxembourg|Luxemburg|Luxemburgo|Lussemburgo|Luksemburg|Lucembursko|卢森堡|盧森堡|ルクセンブルク|룩셈부르크
    LV Latvia|Lettland|Lettonie|Letonia|Lettonia|Letland|Letônia|Łotwa|Lotyšsko|拉脱维亚|拉脫維亞|ラトビア|라트비아|Latvija
    LY Libya|Libyen|Libye|Libia|Libië|Líbia|利比亚|利比亞|リビア|리비아
    MA Morocco|Marokko|Maroc|Marruecos|Marocco|Marrocos|Marocko|Maroko|摩洛哥|モロッコ|모로코|المغرب
    MC Monaco|Mónaco|Mônaco|Monako|摩纳哥|摩納哥|モナコ|모나코
    MD Moldova|Republik Moldau|Moldavie|Moldavia|Moldavië|Moldávia|Moldavien|Mołdawia|Moldavsko|摩尔多瓦|摩爾多瓦|モルドバ\
    |몰도바
    ME Montenegro|Monténégro|Czarnogóra|Černá Hora|黑山|蒙特內哥羅|モンテネグロ|몬테네그로
    MF Saint Martin|Saint-Martin|San Martín|São Martinho|Svatý Martin|法属圣马丁|法屬聖馬丁|サン・マルタン|생마르탱
    MG Madagascar|Madagaskar|马达加斯加|馬達加斯加|マダガスカル|마다가스카르
    MH Marshall Islands|Marshallinseln|Îles Marshall|Islas Marshall|Isole Marshall|Marshalleilanden\
    |Ilhas Marshall|Marshallöarna|Marshalløerne|Marshalløyene|Marshallinsaaret|Wyspy Marshalla\
    |Marshallovy ostrovy|马绍尔群岛|馬紹爾群島|マーシャル諸島|마셜 제도
    MK North Macedonia|Nordmazedonien|Macédoine du Nord|Macedonia del Norte|Macedonia del Nord|Noord-Macedonië\
    |Macedônia do Norte|Nordmakedonien|Nord-Makedonia|Pohjois-Makedonia|Macedonia Północna|Severní Makedonie\
    |北马其顿|北馬其頓|北マケドニア|북마케도니아|Северна Македонија
    ML Mali|马里|馬利|マリ|말리
    MM Myanmar|Mianmar|Mjanma|缅甸|緬甸|ミャンマー|미얀마
    MN Mongolia|Mongolei|Mongolie|Mongolië|Mongólia|Mongoliet|Mongolsko|蒙古|モンゴル|몽골
    MO Macao|Macau|澳门|澳門|Sonderverwaltungsregion Macau|R.A.S. chinoise de Macao|RAE de Macao|RAS di Macao\
    |Macau SAR van China|Macau, RAE da China|Macao SAR|SAR Macao|Macao SAR Kina\
    |Macao – Kiinan erityishallintoalue|SRA Makau|Macao – ZAO Číny|中国澳门特别行政区|中國澳門特別行政區|中華人民共和国マカオ特別行政区|마카오
    MP Northern Mariana Islands|Nördliche Marianen|Îles Mariannes du Nord|Islas Marianas del Norte\
    |Isole Marianne Settentrionali|Noordelijke Marianen|Ilhas Marianas do Norte|Nordmarianerna|Nordmarianerne\
    |Nord-Marianene|Pohjois-Mariaanit|Mariany Północne|Severní Mariany|北马里亚纳群岛|北馬利安納群島|北マリアナ諸島|북마리아나제도
    MQ Martinique|Martinica|Martynika|Martinik|马提尼克|馬丁尼克|マルティニーク|마르티니크
    MR Mauritania|Mauretanien|Mauritanie|Mauritanië|Mauritânia|Mauretania|Mauritánie|毛里塔尼亚|茅利塔尼亞|モーリタニア|모리타니
    MS Montserrat|蒙特塞拉特|蒙哲臘|モントセラト|몬트세라트
    MT Malta|Malte|马耳他|馬爾他|マルタ|몰타
    MU Mauritius|Maurice|Mauricio|Maurício|Mauricius|毛里求斯|模里西斯|モーリシャス|모리셔스
    MV Maldives|Malediven|Maldivas|Maldive|Maldiven|Maldiverna|Maldiverne|Maldivene|Malediivit|Malediwy|Maledivy\
    |马尔代夫|馬爾地夫|モルディブ|몰디브
    MW Malawi|Malaui|马拉维|馬拉威|マラウイ|말라위
    MX Mexico|Mexiko|Mexique|México|Messico|Meksiko|Meksyk|墨西哥|メキシコ|멕시코
    MY Malaysia|Malaisie|Malasia|Maleisië|Malásia|Malesia|Malezja|Malajsie|马来西亚|馬來西亞|マレーシア|말레이시아
    MZ Mozambique|Mosambik|Mozambico|Moçambique|Mozambik|莫桑比克|莫三比克|モザンビーク|모잠비크
    NA Namibia|Namibie|Namibië|Namíbia|纳米比亚|納米比亞|ナミビア|나미비아
    NC New Caledonia|Neukaledonien|Nouvelle-Calédonie|Nueva Caledonia|Nuova Caledonia|Nieuw-Caledonië\
    |Nova Caledônia|Nya Kaledonien|Ny Kaledonien|Ny-Caledonia|Uusi-Kaledonia|Nowa Kaledonia|Nová Kaledonie\
    |新喀里多尼亚|新喀里多尼亞|ニューカレドニア|뉴칼레도니아
    NE Niger|Níger|尼日尔|尼日|ニジェール|니제르
    NF Norfolk Island|Norfolkinsel|Île Norfolk|Isla Norfolk|Isola Norfolk|Norfolk|Ilha Norfolk|Norfolkön\
    |Norfolkøya|Norfolkinsaari|诺福克岛|諾福克島|ノーフォーク島|노퍽섬
    NG Nigeria|Nigéria|Nigérie|尼日利亚|奈及利亞|ナイジェリア|나이지리아
    NI Nicaragua|Nicarágua|Nikaragua|尼加拉瓜|ニカラグア|니카라과
    NL Netherlands|The Netherlands|Holland|Niederlande|Pays-Bas|Países Bajos|Paesi Bassi|Nederland|Países Baixos\
    |Nederländerna|Nederlandene|Alankomaat|Holandia|Nizozemsko|荷兰|荷蘭|オランダ|네덜란드
    NO Norway|Norwegen|Norvège|Noruega|Norvegia|Noorwegen|Norge|Norja|Norwegia|Norsko|挪威|ノルウェー|노르웨이
    NP Nepal|Népal|Nepál|尼泊尔|尼泊爾|ネパール|네팔
    NR Nauru|瑙鲁|諾魯|ナウル|나우루
    NU Niue|纽埃|紐埃島|ニウエ|니우에
    NZ New Zealand|Neuseeland|Nouvelle-Zélande|Nueva Zelanda|Nuova Zelanda|Nieuw-Zeeland|Nova Zelândia\
    |Nya Zeeland|Uusi-Seelanti|Nowa Zelandia|Nový Zéland|新西兰|紐西蘭|ニュージーランド|뉴질랜드
    OM Oman|Omán|Omã|阿曼|オマーン|오만
    PA Panama|Panamá|巴拿马|巴拿馬|パナマ|파나마
    PE Peru|Pérou|Perú|Perù|秘鲁|秘魯|ペルー|페루
    PF French Polynesia|Französisch-Polynesien|Polynésie française|Polinesia Francesa|Polinesia Francese\
    |Frans-Polynesië|Polinésia Francesa|Franska Polynesien|Fransk Polynesien|Fransk Polynesia|Ranskan Polynesia\
    |Polinezja Francuska|Francouzská Polynésie|法属波利尼西亚|法屬玻里尼西亞|仏領ポリネシア|프랑스령 폴리네시아
    PG Papua New Guinea|Papua-Neuguinea|Papouasie-Nouvelle-Guinée|Papúa Nueva Guinea|Papua Nuova Guinea\
    |Papoea-Nieuw-Guinea|Papua-Nova Guiné|Papua Nya Guinea|Papua Ny Guinea|Papua Ny-Guinea|Papua-Uusi-Guinea\
    |Papua-Nowa Gwinea|Papua-Nová Guinea|巴布亚新几内亚|巴布亞紐幾內亞|パプアニューギニア|파푸아뉴기니
    PH Philippines|Philippinen|Filipinas|Filippine|Filipijnen|Filippinerna|Filippinerne|Filippinene|Filippiinit\
    |Filipiny|Filipíny|菲律宾|菲律賓|フィリピン|필리핀
    PK Pakistan|Pakistán|Paquistão|Pákistán|巴基斯坦|パキスタン|파키스탄
    PL Poland|Polen|Pologne|Polonia|Polônia|Puola|Polska|Polsko|波兰|波蘭|ポーランド|폴란드
    PM Saint Pierre and Miquelon|Saint Pierre und Miquelon|Saint-Pierre-et-Miquelon|San Pedro y Miquelón\
    |Saint-Pierre e Miquelon|Saint-Pierre en Miquelon|São Pedro e Miquelão|S:t Pierre och Miquelon\
    |Saint Pierre og Miquelon|Saint-Pierre ja Miquelon|Saint-Pierre i Miquelon|Saint-Pierre a Miquelon\
    |圣皮埃尔和密克隆群岛|聖皮埃與密克隆群島|サンピエール島・ミクロン島|생피에르 미클롱
    PN Pitcairn Islands|Pitcairninseln|Îles Pitcairn|Islas Pitcairn|Isole Pitcairn|Pitcairneilanden\
    |Ilhas Pitcairn|Pitcairnöarna|Pitcairn|Pitcairnøyene|Pitcairnovy ostrovy|皮特凯恩群岛|皮特肯群島|ピトケアン諸島|핏케언 제도
    PR Puerto Rico|Porto Rico|Portorico|Portoryko|Portoriko|波多黎各|プエルトリコ|푸에르토리코
    PS Palestine|Palestinian Territories|Palästinensische Autonomiegebiete|Territoires palestiniens\
    |Territorios Palestinos|Territori Palestinesi|Palestijnse gebieden|Territórios palestinos\
    |Palestinska territorierna|De palæstinensiske områder|Det palestinske området|Palestiinalaisalue\
    |Terytoria Palestyńskie|Palestinská území|巴勒斯坦领土|巴勒斯坦自治區|パレスチナ自治区|팔레스타인 지구
    PT Portugal|Portogallo|Portugali|Portugalia|Portugalsko|葡萄牙|ポルトガル|포르투갈
    PW Palau|Palaos|帕劳|帛琉|パラオ|팔라우
    PY Paraguay|Paraguai|Paragwaj|巴拉圭|パラグアイ|파라과이
    QA Qatar|Katar|Catar|卡塔尔|卡達|カタール|카타르
    RE Réunion|La Réunion|Reunión|Riunione|Reunião|Reunion|留尼汪|留尼旺|レユニオン|레위니옹
    RO Romania|Rumänien|Roumanie|Rumanía|Roemenië|Romênia|Rumænien|Rumunia|Rumunsko|罗马尼亚|羅馬尼亞|ルーマニア|루마니아|România
    RS Serbia|Serbien|Serbie|Servië|Sérvia|Srbsko|塞尔维亚|塞爾維亞|セルビア|세르비아|Србија|Srbija
    RU Russia|Russian Federation|Russland|Russie|Rusia|Rusland|Rússia|Ryssland|Venäjä|Rosja|Rusko|俄罗斯|俄羅斯|ロシア\
    |러시아|Россия
    RW Rwanda|Ruanda|卢旺达|盧安達|ルワンダ|르완다
    SA Saudi Arabia|Saudi-Arabien|Arabie saoudite|Arabia Saudí|Arabia Saudita|Saoedi-Arabië|Arábia Saudita\
    |Saudiarabien|Saudi-Arabia|Arabia Saudyjska|Saúdská Arábie|沙特阿拉伯|沙烏地阿拉伯|サウジアラビア|사우디아라비아\
    |المملكة العربية السعودية
    SB Solomon Islands|Salomonen|Îles Salomon|Islas Salomón|Isole Salomone|Salomonseilanden|Ilhas Salomão\
    |Salomonöarna|Salomonøerne|Salomonøyene|Salomonsaaret|Wyspy Salomona|Šalamounovy ostrovy|所罗门群岛|索羅門群島|ソロモン諸島\
    |솔로몬 제도
    SC Seychelles|Seychellen|Seicheles|Seychellerna|Seychellerne|Seychellene|Seychellit|Seszele|Seychely|塞舌尔|塞席爾\
    |セーシェル|세이셸
    SD Sudan|Soudan|Sudán|Soedan|Sudão|Súdán|苏丹|蘇丹|スーダン|수단
    SE Sweden|Schweden|Suède|Suecia|Svezia|Zweden|Suécia|Sverige|Ruotsi|Szwecja|Švédsko|瑞典|スウェーデン|스웨덴
    SG Singapore|Singapur|Singapour|Singapura|新加坡|シンガポール|싱가포르
    SH Saint Helena|Sainte-Hélène|Santa Elena|Sant'Elena|Sint-Helena|Santa Helena|S:t Helena\
    |Wyspa Świętej Heleny|Svatá Helena|圣赫勒拿|聖赫勒拿島|セントヘレナ|세인트헬레나
    SI Slovenia|Slowenien|Slovénie|Eslovenia|Slovenië|Eslovênia|Slovenien|Słowenia|Slovinsko|斯洛文尼亚|斯洛維尼亞|スロベニア\
    |슬로베니아|Slovenija
    SJ Svalbard and Jan Mayen|Spitzbergen und Jan Mayen|Svalbard et Jan Mayen|Svalbard y Jan Mayen\
    |Svalbard e Jan Mayen|Spitsbergen en Jan Mayen|Svalbard och Jan Mayen|Svalbard og Jan Mayen\
    |Huippuvuoret ja Jan Mayen|Svalbard i Jan Mayen|Špicberky a Jan Mayen|斯瓦尔巴和扬马延|挪威屬斯瓦巴及尖棉|スバールバル諸島・ヤンマイエン島\
    |스발바르제도-얀마웬섬
    SK Slovakia|Slowakei|Slovaquie|Eslovaquia|Slovacchia|Slowakije|Eslováquia|Slovakien|Slovakiet|Słowacja\
    |Slovensko|斯洛伐克|スロバキア|슬로바키아
    SL Sierra Leone|Sierra Leona|Serra Leoa|塞拉利昂|獅子山|シエラレオネ|시에라리온
    SM San Marino|Saint-Marin|圣马力诺|聖馬利諾|サンマリノ|산마리노
    SN Senegal|Sénégal|塞内加尔|塞內加爾|セネガル|세네갈
    SO Somalia|Somalie|Somalië|Somália|Somálsko|索马里|索馬利亞|ソマリア|소말리아
    SR Suriname|Surinam|苏里南|蘇利南|スリナム|수리남
    SS South Sudan|Südsudan|Soudan du Sud|Sudán del Sur|Sud Sudan|Zuid-Soedan|Sudão do Sul|Sydsudan|Sør-Sudan\
    |Etelä-Sudan|Sudan Południowy|Jižní Súdán|南苏丹|南蘇丹|南スーダン|남수단
    ST São Tomé and Príncipe|São Tomé und Príncipe|Sao Tomé-et-Principe|Santo Tomé y Príncipe\
    |São Tomé e Príncipe|Sao Tomé en Principe|São Tomé och Príncipe|São Tomé og Príncipe|São Tomé ja Príncipe\
    |Wyspy Świętego Tomasza i Książęca|Svatý Tomáš a Princův ostrov|圣多美和普林西比|聖多美普林西比|サントメ・プリンシペ|상투메 프린시페
    SV El Salvador|Salvador|Salwador|萨尔瓦多|薩爾瓦多|エルサルバドル|엘살바도르
    SX Sint Maarten|Saint-Martin|Sint-Maarten|Svatý Martin|荷属圣马丁|荷屬聖馬丁|シント・マールテン|신트마르턴
    SY Syria|Syrien|Syrie|Siria|Syrië|Síria|Syyria|Sýrie|叙利亚|敘利亞|シリア|시리아
    SZ Eswatini|Esuatini|Essuatíni|斯威士兰|史瓦帝尼|エスワティニ|에스와티니
    TC Turks and Caicos Islands|Turks- und Caicosinseln|Îles Turques-et-Caïques|Islas Turcas y Caicos\
    |Isole Turks e Caicos|Turks- en Caicoseilanden|Ilhas Turcas e Caicos|Turks- och Caicosöarna\
    |Turks- og Caicosøerne|Turks- og Caicosøyene|Turks- ja Caicossaaret|Turks i Caicos|Turks a Caicos|特克斯和凯科斯群岛\
    |土克斯及開科斯群島|タークス・カイコス諸島|터크스 케이커스 제도
    TD Chad|Tschad|Tchad|Ciad|Tsjaad|Chade|Tsjad|Tšad|Czad|Čad|乍得|查德|チャド|차드
    TF French Southern Territories|Französische Süd- und Antarktisgebiete|Terres australes françaises\
    |Territorios Australes Franceses|Terre Australi Francesi|Franse Gebieden in de zuidelijke Indische Oceaan\
    |Territórios Franceses do Sul|Franska sydterritorierna\
    |De Franske Besiddelser i Det Sydlige Indiske Ocean og Antarktis|De franske sørterritorier\
    |Ranskan eteläiset ja antarktiset alueet|Francuskie Terytoria Południowe i Antarktyczne\
    |Francouzská jižní území|法属南部领地|法屬南部屬地|仏領極南諸島|프랑스령 남방 지역
    TG Togo|多哥|トーゴ|토고
    TH Thailand|Thaïlande|Tailandia|Thailandia|Tailândia|Thaimaa|Tajlandia|Thajsko|泰国|泰國|タイ|태국|ไทย
    TJ Tajikistan|Tadschikistan|Tadjikistan|Tayikistán|Tagikistan|Tadzjikistan|Tadjiquistão|Tadsjikistan\
    |Tadžikistan|Tadżykistan|Tádžikistán|塔吉克斯坦|塔吉克|タジキスタン|타지키스탄
    TK Tokelau|Tokelauöarna|托克劳|托克勞群島|トケラウ|토켈라우
    TL Timor-Leste|Timor oriental|Timor Est|Oost-Timor|Östtimor|Øst-Timor|Itä-Timor|Timor Wschodni\
    |Východní Timor|东帝汶|東帝汶|東ティモール|동티모르
    TM Turkmenistan|Turkménistan|Turkmenistán|Turcomenistão|土库曼斯坦|土庫曼|トルクメニスタン|투르크메니스탄
    TN Tunisia|Tunesien|Tunisie|Túnez|Tunesië|Tunísia|Tunisien|Tunezja|Tunisko|突尼斯|突尼西亞|チュニジア|튀니지
    TO Tonga|汤加|東加|トンガ|통가
    TR Türkiye|Turkey|Türkei|Turquie|Turquía|Turchia|Turkije|Turquia|Turkiet|Tyrkiet|Tyrkia|Turkki|Turcja\
    |Turecko|土耳其|トルコ|튀르키예
    TT Trinidad and Tobago|Trinidad und Tobago|Trinité-et-Tobago|Trinidad y Tobago|Trinidad e Tobago\
    |Trinidad en Tobago|Trinidad och Tobago|Trinidad og Tobago|Trinidad ja Tobago|Trynidad i Tobago\
    |Trinidad a Tobago|特立尼达和多巴哥|千里達及托巴哥|トリニダード・トバゴ|트리니다드 토바고
    TV Tuvalu|图瓦卢|吐瓦魯|ツバル|투발루
    TW Taiwan|Taïwan|Taiwán|Tajwan|Tchaj-wan|台湾|台灣|대만
    TZ Tanzania|Tansania|Tanzanie|Tanzânia|坦桑尼亚|坦尚尼亞|タンザニア|탄자니아
    UA Ukraine|Ucrania|Ucraina|Oekraïne|Ucrânia|Ukraina|Ukrajina|乌克兰|烏克蘭|ウクライナ|우크라이나|Україна|Украина
    UG Uganda|Ouganda|Oeganda|乌干达|烏干達|ウガンダ|우간다
    UM U.S. Outlying Islands|Amerikanische Überseeinseln|Îles mineures éloignées des États-Unis\
    |Islas menores alejadas de EE. UU.|Isole Minori Esterne degli Stati Uniti\
    |Kleine afgelegen eilanden van de Verenigde Staten|Ilhas Menores Distantes dos EUA|USA:s yttre öar\
    |Amerikanske oversøiske øer|USAs ytre øyer|Yhdysvaltain erillissaaret\
    |Dalekie Wyspy Mniejsze Stanów Zjednoczonych|Menší odlehlé ostrovy USA|美国本土外小岛屿|美國本土外小島嶼|合衆国領有小離島|미국령 해외 제도
    US United States of America|United States|USA|U.S.A.|US|Vereinigte Staaten|États-Unis|Estados Unidos\
    |Stati Uniti|Verenigde Staten|Yhdysvallat|Stany Zjednoczone|Spojené státy|美国|美國|アメリカ合衆国|미국
    UY Uruguay|Uruguai|Urugwaj|乌拉圭|烏拉圭|ウルグアイ|우루과이
    UZ Uzbekistan|Usbekistan|Ouzbékistan|Uzbekistán|Oezbekistan|Uzbequistão|乌兹别克斯坦|烏茲別克|ウズベキスタン|우즈베키스탄
    VA Vatican City|Vatikanstadt|État de la Cité du Vatican|Ciudad del Vaticano|Città del Vaticano|Vaticaanstad\
    |Cidade do Vaticano|Vatikanstaten|Vatikaani|Watykan|Vatikán|梵蒂冈|梵蒂岡|バチカン市国|바티칸 시국
    VC Saint Vincent and Grenadines|Saint Vincent und die Grenadinen|Saint-Vincent-et-les Grenadines\
    |San Vicente y las Granadinas|Saint Vincent e Grenadine|Saint Vincent en de Grenadines\
    |São Vicente e Granadinas|S:t Vincent och Grenadinerna|Saint Vincent og Grenadinerne\
    |Saint Vincent og Grenadinene|Saint Vincent ja Grenadiinit|Saint Vincent i Grenadyny\
    |Svatý Vincenc a Grenadiny|圣文森特和格林纳丁斯|聖文森及格瑞那丁|セントビンセント及びグレナディーン諸島|세인트빈센트그레나딘
    VE Venezuela|Wenezuela|委内瑞拉|委內瑞拉|ベネズエラ|베네수엘라
    VG British Virgin Islands|Britische Jungferninseln|Îles Vierges britanniques|Islas Vírgenes Británicas\
    |Isole Vergini Britanniche|Britse Maagdeneilanden|Ilhas Virgens Britânicas|Brittiska Jungfruöarna\
    |De Britiske Jomfruøer|De britiske jomfruøyene|Brittiläiset Neitsytsaaret|Brytyjskie Wyspy Dziewicze\
    |Britské Panenské ostrovy|英属维尔京群岛|英屬維京群島|英領ヴァージン諸島|영국령 버진아일랜드
    VI U.S. Virgin Islands|Amerikanische Jungferninseln|Îles Vierges des États-Unis|Islas Vírgenes de EE. UU.\
    |Isole Vergini Americane|Amerikaanse Maagdeneilanden|Ilhas Virgens Americanas|Amerikanska Jungfruöarna\
    |De Amerikanske Jomfruøer|De amerikanske jomfruøyene|Yhdysvaltain Neitsytsaaret\
    |Wyspy Dziewicze Stanów Zjednoczonych|Americké Panenské ostrovy|美属维尔京群岛|美屬維京群島|米領ヴァージン諸島|미국령 버진아일랜드
    VN Vietnam|Viet Nam|Viêt Nam|Vietnã|Wietnam|越南|ベトナム|베트남|Việt Nam
    VU Vanuatu|瓦努阿图|萬那杜|バヌアツ|바누아투
    WF Wallis and Futuna|Wallis und Futuna|Wallis-et-Futuna|Wallis y Futuna|Wallis e Futuna|Wallis en Futuna\
    |Wallis- och Futunaöarna|Wallis og Futuna|Wallis ja Futuna|Wallis i Futuna|Wallis a Futuna|瓦利斯和富图纳\
    |瓦利斯群島和富圖那群島|ウォリス・フツナ|왈리스-푸투나 제도
    WS Samoa|萨摩亚|薩摩亞|サモア|사모아
    YE Yemen|Jemen|Yémen|Iêmen|也门|葉門|イエメン|예멘
    YT Mayotte|Majotta|马约特|馬約特島|マヨット|마요트
    ZA South Africa|Südafrika|Afrique du Sud|Sudáfrica|Sudafrica|Zuid-Afrika|África do Sul|Sydafrika|Sør-Afrika\
    |Etelä-Afrikka|Republika Południowej Afryki|Jihoafrická republika|南非|南アフリカ|남아프리카
    ZM Zambia|Sambia|Zambie|Zâmbia|赞比亚|尚比亞|ザンビア|잠비아
    ZW Zimbabwe|Simbabwe|Zimbabue|Zimbábue|津巴布韦|辛巴威|ジンバブエ|짐바브웨
    """
}
