#!/usr/bin/env python3
"""Write src/load/html/months.txt and weekdays.txt: names of months and weekdays that pages print, a line each.

They come from patterns/cldr-*.toml, and from the names below: those of the Unicode CLDR in languages for which there is no such
file, their cases, and what the press prints besides. A name that means two months (Croatian and Polish "listopad") keeps the one
that is read more. Latin and Greek names are read without their accents too, as in capitals and addresses.
"""

import pathlib
import re
import tomllib
import unicodedata

MORE = """
cs leden ledna únor února březen března duben dubna květen května červen června červenec července srpen srpna září září říjen října listopad listopadu prosinec prosince
sk január januára február februára marec marca apríl apríla máj mája jún júna júl júla august augusta september septembra október októbra november novembra december decembra
fi tammikuu tammikuuta helmikuu helmikuuta maaliskuu maaliskuuta huhtikuu huhtikuuta toukokuu toukokuuta kesäkuu kesäkuuta heinäkuu heinäkuuta elokuu elokuuta syyskuu syyskuuta lokakuu lokakuuta marraskuu marraskuuta joulukuu joulukuuta
hr siječanj siječnja veljača veljače ožujak ožujka travanj travnja svibanj svibnja lipanj lipnja srpanj srpnja kolovoz kolovoza rujan rujna - - studeni studenoga prosinac prosinca
bg януари февруари март април май юни юли август септември октомври ноември декември
vi tháng-một tháng-hai tháng-ba tháng-tư tháng-năm tháng-sáu tháng-bảy tháng-tám tháng-chín tháng-mười tháng-mười-một tháng-mười-hai
levant كانون-الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين-الأول تشرين-الثاني كانون-الأول
maghreb جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر
bn জানুয়ারি জানুয়ারী ফেব্রুয়ারি ফেব্রুয়ারী মার্চ মার্চ এপ্রিল এপ্রিল মে মে জুন জুন জুলাই জুলাই আগস্ট আগষ্ট সেপ্টেম্বর সেপ্টেম্বর অক্টোবর অক্টোবর নভেম্বর নভেম্বর ডিসেম্বর ডিসেম্বর
ur جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
fa ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر
solar فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند
he ינואר בינואר פברואר בפברואר מרץ במרץ אפריל באפריל מאי במאי יוני ביוני יולי ביולי אוגוסט באוגוסט ספטמבר בספטמבר אוקטובר באוקטובר נובמבר בנובמבר דצמבר בדצמבר
austria jänner feber märz april mai juni juli august september oktober november dezember
lt sausį vasarį kovą balandį gegužę birželį liepą rugpjūtį rugsėjį spalį lapkritį gruodį
lv janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī oktobrī novembrī decembrī
et jaanuaril veebruaril märtsil aprillil mail juunil juulil augustil septembril oktoobril novembril detsembril
sr januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra
sr јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра
bs januara februara marta aprila maja juna jula augusta septembra oktobra novembra decembra
sl januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra
eu urtarrilaren otsailaren martxoaren apirilaren maiatzaren ekainaren uztailaren abuztuaren irailaren urriaren azaroaren abenduaren
eu urtarrilak otsailak martxoak apirilak maiatzak ekainak uztailak abuztuak irailak urriak azaroak abenduak
fa - - - - می - جولای آگوست - - - -
ar - - - إبريل - - - - - - - -
ar - - - ابريل - - اغسطس - - اكتوبر - -
lb - - Mäerz Abrëll Mee - - - - - - Dezember
lt sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio
lt saus vas kov bal geg birž liep rugp rugs spal lapkr gruod
lt sausis vasaris kovas balandis gegužė birželis liepa rugpjūtis rugsėjis spalis lapkritis gruodis
lv janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris
lv janv febr marts apr maijs jūn jūl aug sept okt nov dec
et jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember
et jaan veebr märts apr mai juuni juuli aug sept okt nov dets
is janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember
is jan feb mar apr maí jún júl ágú sep okt nóv des
sq janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor
sq jan shk mar pri maj qer korr gush sht tet nën dhj
sr јануар фебруар март април мај јун јул август септембар октобар новембар децембар
sr јан феб мар апр мај јун јул авг сеп окт нов дец
sr januar februar mart april maj jun jul avgust septembar oktobar novembar decembar
sr jan feb mar apr maj jun jul avg sep okt nov dec
bs januar februar mart april maj juni juli august septembar oktobar novembar decembar
bs jan feb mar apr maj jun jul aug sep okt nov dec
sl januar februar marec april maj junij julij avgust september oktober november december
mk јануари февруари март април мај јуни јули август септември октомври ноември декември
mk јан фев мар апр мај јун јул авг сеп окт ное дек
be студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня
be сту лют сак кра мая чэр ліп жні вер кас ліс сне
be - - - - траўня - - - - - - -
be студзень люты сакавік красавік май чэрвень ліпень жнівень верасень кастрычнік лістапад снежань
be сту лют сак кра май чэр ліп жні вер кас ліс сне
bg януари февруари март април май юни юли август септември октомври ноември декември
bg яну фев март апр май юни юли авг сеп окт ное дек
cs ledna února března dubna května června července srpna září října listopadu prosince
cs led úno bře dub kvě čvn čvc srp zář říj lis pro
cs leden únor březen duben květen červen červenec srpen září říjen listopad prosinec
sk januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra
sk jan feb mar apr máj jún júl aug sep okt nov dec
sk január február marec apríl máj jún júl august september október november december
da januar februar marts april maj juni juli august september oktober november december
nb januar februar mars april mai juni juli august september oktober november desember
nb jan feb mars apr mai juni juli aug sep okt nov des
nb jan feb mar apr mai jun jul aug sep okt nov des
fi tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta
fi tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu
fi tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu
hu január február március április május június július augusztus szeptember október november december
hu jan febr márc ápr máj jún júl aug szept okt nov dec
hr siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca
hr sij velj ožu tra svi lip srp kol ruj lis stu pro
hr siječanj veljača ožujak travanj svibanj lipanj srpanj kolovoz rujan listopad studeni prosinac
ca gener febrer març abril maig juny juliol agost setembre octubre novembre desembre
ca gen febr març abr maig juny jul ag set oct nov des
gl xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro novembro decembro
gl xan feb mar abr maio xuño xul ago set out nov dec
eu urtarrila otsaila martxoa apirila maiatza ekaina uztaila abuztua iraila urria azaroa abendua
eu urt ots mar api mai eka uzt abu ira urr aza abe
af januarie februarie maart april mei junie julie augustus september oktober november desember
af jan feb mrt apr mei jun jul aug sep okt nov des
sw januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba
sw jan feb mac apr mei jun jul ago sep okt nov des
cy ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr
cy ion chwef maw ebr mai meh gorff awst medi hyd tach rhag
cy ion chw maw ebr mai meh gor awst medi hyd tach rhag
ga eanáir feabhra márta aibreán bealtaine meitheamh iúil lúnasa meán-fómhair deireadh-fómhair samhain nollaig
ga ean feabh márta aib beal meith iúil lún mfómh dfómh samh noll
mt jannar frar marzu april mejju ġunju lulju awwissu settembru ottubru novembru diċembru
mt jan fra mar apr mej ġun lul aww set ott nov diċ
lb januar februar mäerz abrëll mee juni juli august september oktober november dezember
lb jan feb mäe abr mee juni juli aug sep okt nov dez
lb jan feb mäe abr mee jun jul aug sep okt nov dez
hy հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի նոյեմբերի դեկտեմբերի
hy հնվ փտվ մրտ ապր մյս հնս հլս օգս սեպ հոկ նոյ դեկ
hy հունվար փետրվար մարտ ապրիլ մայիս հունիս հուլիս օգոստոս սեպտեմբեր հոկտեմբեր նոյեմբեր դեկտեմբեր
ka იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი
ka იან თებ მარ აპრ მაი ივნ ივლ აგვ სექ ოქტ ნოე დეკ
az yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr
az yan fev mar apr may iyn iyl avq sen okt noy dek
kk қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан
kk қаң ақп нау сәу мам мау шіл там қыр қаз қар жел
ky январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
ky янв фев мар апр май июн июл авг сен окт ноя дек
uz yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr
uz yan fev mar apr may iyn iyl avg sen okt noy dek
uz январ феврал март апрел май июн июл август сентябр октябр ноябр декабр
tk ýanwar fewral mart aprel maý iýun iýul awgust sentýabr oktýabr noýabr dekabr
tk ýan few mart apr maý iýun iýul awg sen okt noý dek
tk ýan few mar apr maý iýun iýul awg sen okt noý dek
eo januaro februaro marto aprilo majo junio julio aŭgusto septembro oktobro novembro decembro
eo jan feb mar apr maj jun jul aŭg sep okt nov dec
ast xineru febreru marzu abril mayu xunu xunetu agostu setiembre ochobre payares avientu
ast xin feb mar abr may xun xnt ago set och pay avi
br genver cʼhwevrer meurzh ebrel mae mezheven gouere eost gwengolo here du kerzu
br gen cʼhwe meur ebr mae mezh goue eost gwen here du kzu
fo januar februar mars apríl mai juni juli august september oktober november desember
fy jannewaris febrewaris maart april maaie juny july augustus septimber oktober novimber desimber
fy jan feb mrt apr mai jun jul aug sep okt nov des
ml ജനുവരി ഫെബ്രുവരി മാർച്ച് ഏപ്രിൽ മേയ് ജൂൺ ജൂലൈ ഓഗസ്റ്റ് സെപ്റ്റംബർ ഒക്ടോബർ നവംബർ ഡിസംബർ
ml ജനു ഫെബ്രു മാർ ഏപ്രി മേയ് ജൂൺ ജൂലൈ ഓഗ സെപ്റ്റം ഒക്ടോ നവം ഡിസം
te జనవరి ఫిబ్రవరి మార్చి ఏప్రిల్ మే జూన్ జులై ఆగస్టు సెప్టెంబర్ అక్టోబర్ నవంబర్ డిసెంబర్
te జన ఫిబ్ర మార్చి ఏప్రి మే జూన్ జులై ఆగ సెప్టెం అక్టో నవం డిసెం
kn ಜನವರಿ ಫೆಬ್ರವರಿ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್ ಸೆಪ್ಟೆಂಬರ್ ಅಕ್ಟೋಬರ್ ನವೆಂಬರ್ ಡಿಸೆಂಬರ್
kn ಜನ ಫೆಬ್ರ ಮಾರ್ಚ್ ಏಪ್ರಿ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗ ಸೆಪ್ಟೆಂ ಅಕ್ಟೋ ನವೆಂ ಡಿಸೆಂ
gu જાન્યુઆરી ફેબ્રુઆરી માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ સપ્ટેમ્બર ઑક્ટોબર નવેમ્બર ડિસેમ્બર
gu જાન્યુ ફેબ્રુ માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ સપ્ટે ઑક્ટો નવે ડિસે
mr जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर
mr जाने फेब्रु मार्च एप्रि मे जून जुलै ऑग सप्टें ऑक्टो नोव्हें डिसें
ne जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई अगस्ट सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर
pa ਜਨਵਰੀ ਫ਼ਰਵਰੀ ਮਾਰਚ ਅਪ੍ਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾਈ ਅਗਸਤ ਸਤੰਬਰ ਅਕਤੂਬਰ ਨਵੰਬਰ ਦਸੰਬਰ
pa ਜਨ ਫ਼ਰ ਮਾਰਚ ਅਪ੍ਰੈ ਮਈ ਜੂਨ ਜੁਲਾ ਅਗ ਸਤੰ ਅਕਤੂ ਨਵੰ ਦਸੰ
or ଜାନୁଆରୀ ଫେବୃଆରୀ ମାର୍ଚ୍ଚ ଅପ୍ରେଲ ମଇ ଜୁନ ଜୁଲାଇ ଅଗଷ୍ଟ ସେପ୍ଟେମ୍ବର ଅକ୍ଟୋବର ନଭେମ୍ବର ଡିସେମ୍ବର
as জানুৱাৰী ফেব্ৰুৱাৰী মাৰ্চ এপ্ৰিল মে জুন জুলাই আগষ্ট ছেপ্তেম্বৰ অক্টোবৰ নৱেম্বৰ ডিচেম্বৰ
as জানু ফেব্ৰু মাৰ্চ এপ্ৰিল মে জুন জুলাই আগ ছেপ্তে অক্টো নৱে ডিচে
bn জানুয়ারী ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর
bn জানু ফেব মার্চ এপ্রি মে জুন জুল আগ সেপ অক্টো নভে ডিসে
bn জানু ফেব মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর
ta ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்
ta ஜன பிப் மார் ஏப் மே ஜூன் ஜூலை ஆக செப் அக் நவ டிச
si ජනවාරි පෙබරවාරි මාර්තු අප්‍රේල් මැයි ජූනි ජූලි අගෝස්තු සැප්තැම්බර් ඔක්තෝබර් නොවැම්බර් දෙසැම්බර්
si ජන පෙබ මාර්තු අප්‍රේල් මැයි ජූනි ජූලි අගෝ සැප් ඔක් නොවැ දෙසැ
si ජන පෙබ මාර් අප්‍රේල් මැයි ජූනි ජූලි අගෝ සැප් ඔක් නොවැ දෙසැ
my ဇန်နဝါရီ ဖေဖော်ဝါရီ မတ် ဧပြီ မေ ဇွန် ဇူလိုင် ဩဂုတ် စက်တင်ဘာ အောက်တိုဘာ နိုဝင်ဘာ ဒီဇင်ဘာ
my ဇန် ဖေ မတ် ဧ မေ ဇွန် ဇူ ဩ စက် အောက် နို ဒီ
km មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ
km ខែមករា ខែកុម្ភៈ ខែមីនា ខែមេសា ខែឧសភា ខែមិថុនា ខែកក្កដា ខែសីហា ខែកញ្ញា ខែតុលា ខែវិច្ឆិកា ខែធ្នូ
lo ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ ສິງຫາ ກັນຍາ ຕຸລາ ພະຈິກ ທັນວາ
lo ມ.ກ ກ.ພ ມ.ນ ມ.ສ ພ.ພ ມິ.ຖ ກ.ລ ສ.ຫ ກ.ຍ ຕ.ລ ພ.ຈ ທ.ວ
am ጃንዋሪ ፌብሩዋሪ ማርች ኤፕሪል ሜይ ጁን ጁላይ ኦገስት ሴፕቴምበር ኦክቶበር ኖቬምበር ዲሴምበር
am ጃን ፌብ ማርች ኤፕሪ ሜይ ጁን ጁላይ ኦገስ ሴፕቴ ኦክቶ ኖቬም ዲሴም
so janaayo febraayo maarso abriil maayo juun luulyo agosto sebtembar oktoobar noofeembar diseembar
so jan feb mar abr may jun lul ogs seb okt nof dis
so jannaayo febraayo maarso abriil maayo juun luulyo ogosto sebteembar oktoobar noofeembar diseembar
ha janairu faburairu maris afirilu mayu yuni yuli agusta satumba oktoba nuwamba disamba
ha jan fab mar afi may yun yul agu sat okt nuw dis
ps جنوري فبروري مارچ اپریل مۍ جون جولای اګست سېپتمبر اکتوبر نومبر دسمبر
ps جنوري فېبروري مارچ اپریل مۍ جون جولای اګست سپتمبر اکتوبر نومبر دسمبر
ps جنوري فبروري مارچ اپریل مۍ جون جولای اګست سپتمبر اکتوبر نومبر دسمبر
fa ژانویهٔ فوریهٔ مارس آوریل مهٔ ژوئن ژوئیهٔ اوت سپتامبر اکتبر نوامبر دسامبر
fa ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر
he ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר
he ינו פבר מרץ אפר מאי יוני יולי אוג ספט אוק נוב דצמ
el ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου
el ιαν φεβ μαρ απρ μαΐ ιουν ιουλ αυγ σεπ οκτ νοε δεκ
el ιανουάριος φεβρουάριος μάρτιος απρίλιος μάιος ιούνιος ιούλιος αύγουστος σεπτέμβριος οκτώβριος νοέμβριος δεκέμβριος
el ιαν φεβ μάρ απρ μάι ιούν ιούλ αύγ σεπ οκτ νοέ δεκ
uk січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
uk січ лют бер квіт трав черв лип серп вер жовт лист груд
uk січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень
ru января февраля марта апреля мая июня июля августа сентября октября ноября декабря
ru янв февр мар апр мая июн июл авг сент окт нояб дек
ru янв февр март апр май июнь июль авг сент окт нояб дек
"""

SHORT = """
jan feb|febr|peb mar|mrz|mär|mrt|mär apr|avr|abr may|mai|mei|mag|maj jun|jui|giu jul|lug aug|aou|août|ago|agu|agt|ags sep|sept|set|szept oct|okt|out|ott|ott nov|nop dec|dez|déc|dic|des|dis
ene fév|fev mars avr mai juin juil août - - - -
gen - - - - - - - - - - -
sty lut - kwi - cze lip sie wrz paź lis gru
січ лют бер кві тра чер лип сер вер жов лис гру
oca şub - nis may haz tem ağu eyl eki kas ara
"""


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    months = [set() for _ in range(12)]
    owner = {}

    def add(month, word):
        word = unicodedata.normalize("NFC", word.lower()).strip().rstrip(".").strip()
        if len(word) < 2 or any(c.isdigit() for c in word) or "{" in word:
            return
        if owner.setdefault(word, month) == month:
            # NFC takes this Bengali letter apart; pages write it both ways.
            months[month].update([word, word.replace("\u09af\u09bc", "\u09df")])

    for line in SHORT.strip().splitlines():
        for month, words in enumerate(line.split()):
            for word in words.split("|"):
                if word != "-":
                    add(month, word)
    for path in sorted((root / "patterns").glob("cldr-*.toml")):
        names = tomllib.loads(path.read_text())["calendar"].get("month", {})
        for number, words in names.items():
            for word in [words] if isinstance(words, str) else words:
                for plain in unfold(word):
                    add(int(number) - 1, plain)
    for line in MORE.strip().splitlines():
        words = line.split()[1:]
        forms = len(words) // 12
        assert len(words) % 12 == 0, line
        for i, word in enumerate(words):
            if word != "-":
                add(i // forms, word.replace("-", " "))
    for month, names in enumerate(months):
        for name in sorted(names):
            for plain in without_accents(name):
                add(month, plain)
    out = root / "src/load/html/months.txt"
    out.write_text("".join("|".join(sorted(names)) + "\n" for names in months))
    write_weekdays(root)


def without_accents(name):
    """A Latin or Greek name as it is written where accents are left out: "agustos", "μαϊου", "μαιου"."""
    if ord(name[0]) >= 0x400:
        return []
    apart = unicodedata.normalize("NFD", name).translate(str.maketrans("ıłđς", "ildσ"))
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return [apart.replace("\u0301", ""), bare]


def write_weekdays(root):
    """From Monday; a name that means two days in two languages tells nothing and is left out."""
    days = {"sat": {6}, "sun": {7}}  # not in the pattern files, where they are words
    for path in sorted((root / "patterns").glob("cldr-*.toml")):
        names = tomllib.loads(path.read_text())["calendar"].get("weekday", {})
        for number, words in names.items():
            for word in [words] if isinstance(words, str) else words:
                for plain in unfold(word):
                    plain = plain.lower().strip().rstrip(".").strip()
                    if len(plain) > 1 and not re.search(r"[\d{} -]", plain):
                        days.setdefault(plain, set()).add(int(number))
    lines = [sorted(w for w, of in days.items() if of == {day}) for day in range(1, 8)]
    out = root / "src/load/html/weekdays.txt"
    out.write_text("".join("|".join(names) + "\n" for names in lines))


def unfold(template):
    """All words that a template such as `январ(я|е)` stands for."""
    found = re.search(r"\(([^()]*)\)|\[([^\[\]]*)\]", template)
    if not found:
        return [template]
    choices = found[1].split("|") if found[1] is not None else ["", *found[2].split("|")]
    rest = template[found.end():]
    return [w for c in choices for w in unfold(template[:found.start()] + c + rest)]


if __name__ == "__main__":
    main()
