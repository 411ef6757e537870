import Casework
import TestSupport
import Testing

@Suite struct NameKeysTests {
    /// Whether a text finds a name, as an index of keys would: by equality alone.
    private func finds(_ sought: String, _ stored: String) -> Bool {
        finds(NameKeys.sought(sought), NameKeys.stored(stored))
    }

    private func finds(_ groups: [Set<String>], _ keys: Set<String>) -> Bool {
        !groups.isEmpty && groups.allSatisfy { !$0.isDisjoint(with: keys) }
    }

    private func list(_ text: some StringProtocol) -> [String] {
        text.split(separator: ",").map { String($0.drop(while: \.isWhitespace)) }
    }

    @Test func `the spellings of one name find each other`() {
        var (groups, spellings) = (0, 0)
        for row in NameKeysTests.same.split(separator: "\n") {
            let names = list(row).map { (name: $0, stored: NameKeys.stored($0), sought: NameKeys.sought($0)) }
            for one in names {
                for other in names { #expect(finds(one.sought, other.stored), "\(one.name) misses \(other.name)") }
            }
            (groups, spellings) = (groups + 1, spellings + names.count)
        }
        #expect(groups >= 100 && spellings >= 500, "\(groups), \(spellings)")
    }

    @Test func `other names are not found`() {
        let pairs = list(NameKeysTests.other)
        for pair in pairs.map({ $0.split(separator: "/").map(String.init) }) {
            #expect(pair.count == 2 && !finds(pair[0], pair[1]) && !finds(pair[1], pair[0]), "\(pair)")
        }
        #expect(pairs.count >= 60)
    }

    @Test(arguments: [
        ("Mohaned", "Mohamed"), ("Mohmaed", "Mohamed"), ("Ibrahin", "Ibrahim"), ("Ibraim", "Ibrahim"),
        ("Ibrahrim", "Ibrahim"), ("Abdurahnan", "Abd al-Rahman"), ("Gebremehdin", "ገብረመድህን"),
        ("Gebremdin", "Gebremedhin"), ("Nkurunzia", "Nkurunziza"), ("Hakizinana", "Hakizimana"),
        ("محمر", "محمد"), ("ابرايم", "إبراهيم"), ("مصكفى", "مصطفى"), ("ቴዎድረን", "Tewodros"), ("Олексадр", "Олександр"),
        ("Oleksadnr", "Олександр"), ("Musgafa", "Mustafa"), ("Tshisekeli", "Tshisekedi"), ("Najubullahk", "نجیب الله"),
        ("Alemayeru", "ዓለማየሁ"),
    ])
    func `one slip is forgiven`(typed: String, stored: String) { #expect(finds(typed, stored)) }

    @Test func `one slip in a long word is forgiven and two are not`() {
        var dice = Dice(seed: 7)
        let vowels = ["a", "e", "i", "o", "u"]
        func spell(_ letters: [String]) -> String { letters.map { $0 + dice.pick(vowels) }.joined() }
        for _ in 0..<400 {
            let count = Int.random(in: 5...9, using: &dice)
            let letters = (0..<count).map { _ in dice.pick(["b", "d", "f", "k", "l", "r"]) }
            let (first, second) = (Int.random(in: 0...1, using: &dice), Int.random(in: 2..<count, using: &dice))
            // The letters put in are none of the word, so that there are as many slips as letters.
            var (one, two, less, more, swapped) = (letters, letters, letters, letters, letters)
            one[first] = "m"
            (two[first], two[second]) = ("m", "n")
            less.remove(at: second)
            more.insert("m", at: second)
            swapped.swapAt(second, second - 1)
            let keys = NameKeys.stored(spell(letters))
            for typed in [letters, one, less, more, swapped] {
                #expect(finds(NameKeys.sought(spell(typed)), keys), "\(typed) misses \(letters)")
            }
            more[first] = "n"
            less[first] = "m"
            for typed in [two, less, more] {
                #expect(!finds(NameKeys.sought(spell(typed)), keys), "\(typed) finds \(letters)")
            }
        }
    }

    @Test func `whatever is typed has few keys and finds itself`() {
        let scripts = [
            "abcdefghijklmnopqrstuvwxyz", "cdghjkstxyz", "àçéöüßšžøłñơệǻ", "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإپچژگی",
            "ሀለሐመሠረሰሸቀቈበተቸኀነኘአከኸወዐዘየደጀገጠጨጸፀፈፐቡቢባቤብቦቧእዩይዋው", "абвгґдеєжзиіїйклмнопрстуфхцчшщъыьэюя",
            "αβγδεζηθικλμνξοπρστυφχψω", "李한あกქ𐤀", "ALI", "e\u{301}s\u{327}م\u{651}\u{64E}",
        ].map(Array.init)
        let all = scripts.flatMap(\.self)
        var dice = Dice(seed: 11)
        for _ in 0..<2_000 {
            let words = (0..<Int.random(in: 1...4, using: &dice)).map { _ in
                if dice.chance(10) { return dice.pick(["abd", "al", "عبد", "ال", "bin"]) }
                let letters = dice.chance(80) ? dice.pick(scripts) : all
                return String((0..<Int.random(in: 1...30, using: &dice)).map { _ in dice.pick(letters) })
            }
            let text = words.joined(separator: dice.pick([" ", "-", ", ", "7", "😀", "።", "\u{200C}", "\0"]))
            let (keys, groups) = (NameKeys.stored(text), NameKeys.sought(text))
            #expect(keys.count <= 40 * words.count && groups.count <= words.count, "\(text): \(keys.count)")
            #expect(groups.isEmpty == keys.isEmpty && (groups.isEmpty || finds(groups, keys)), "\(text)")
        }
        for nothing in ["", " ", "123", "'-", "😀", "\u{301}", "ъ"] {
            #expect(NameKeys.stored(nothing).isEmpty && NameKeys.sought(nothing).isEmpty)
        }
    }

    @Test func `words are found in any order and particles need not be typed`() {
        let typed = "Hassan, Ali Hassan, Hassan Ali, حسن علي, Ali bin Hassan, al-Hassan, Mohamed Ali Hassan"
        for text in list(typed) { #expect(finds(text, "Mohamed Ali ibn al-Hassan"), "\(text)") }
        #expect(finds("Ben", "Ben El") && finds("Rahman", "Abdul Rahman") && finds("Abdul", "Abdel Rahman"))
        #expect(!finds("Ali Omar", "Ali Hassan") && !finds("Mohamed Abdulrahman", "Mohamed Abdulkarim"))
    }

    /// A name of this list finds less than one in a thousand of the others: 0.16 names of the other 322 on average.
    @Test func `a common name finds few other common names`() {
        let names = NameKeysTests.common.split(whereSeparator: \.isWhitespace).map(String.init)
        let keys = names.map { (stored: NameKeys.stored($0), sought: NameKeys.sought($0)) }
        var (found, worst) = (0, 0)
        for one in keys.indices {
            let others = keys.indices.filter { $0 != one && finds(keys[one].sought, keys[$0].stored) }.count
            (found, worst) = (found + others, max(worst, others))
        }
        #expect(names.count >= 300 && Set(names).count == names.count)
        let share = Double(found) / Double(names.count * (names.count - 1))
        #expect(share < 0.001 && worst <= 4, "\(found) of \(names.count), at most \(worst)")
    }
}

extension NameKeysTests {
    /// Spellings of one name, a name a line.
    private static let same = """
        Bushra, Bouchra, Buschra, بشرى
        Saadia, Sacdiya, سعدية
        Jaamac, Jama, Jamaa, جامع
        Jiyan, Zhiyan, Žiyan
        Shafiq, Chafik, Schafik, شفیق
        Zulfiqar, Zolfaghar, ذوالفقار
        Natnael, Nathanael, ናትናኤል
        Woldemariam, Weldemariam, ወልደማርያም
        Zelimkhan, Selimchan, Зелимхан
        Mohamed, Mohammad, Muhammed, Mohamad, Mouhamed, Maxamed, Mahamed, Mehmed, Mehmet, محمد, محمّد, መሐመድ, \
        Мухаммед, Мохамед
        Mahmoud, Mahmud, Mahmood, Mehmood, Maxamuud, محمود, ማሕሙድ, Махмуд
        Ahmed, Ahmad, Ahmet, Achmed, Axmed, احمد, أحمد, አሕመድ, Ахмед
        Ali, Aly, Cali, علي, علی, على, ዓሊ, Али
        Omar, Umar, Oumar, Cumar, عمر, ዑመር, Омар, Умар
        Hassan, Hasan, Xasan, Hassane, حسن, Хасан
        Hussein, Hossein, Hussain, Hüseyin, Houssein, Xuseen, حسين, حسین, ሁሴን, Хусейн
        Yusuf, Youssef, Yousuf, Jozef, Joseph, Yosef, Josef, يوسف, یوسف, ዮሴፍ, Юсуф, Юсеф
        Khadija, Khadidja, Hadija, Khadijah, Chadidja, خديجة, خدیجه, ኸዲጃ, Хадижа
        Fatima, Fatma, Fatemeh, Fatimah, فاطمة, فاطمه, ፋጢማ, Фатима
        Zahra, Zehra, Zahraa, Zahrah, زهراء, زهرا, Захра
        Abdulrahman, Abd el-Rahman, Abdurrahman, Abderrahmane, Abdirahman, Cabdiraxmaan, Abd Al Rahman, \
        Abdul Rahman, Abdul-Rahman, عبد الرحمن, عبدالرحمن, ዓብዱራሕማን, Абдурахман
        Abdullah, Abdallah, Abdellah, Abdullahi, Cabdullaahi, عبد الله, عبدالله, Абдуллах
        Abdulaziz, Abdelaziz, Abdul Aziz, Abd al-Aziz, عبد العزيز, عبدالعزيز
        Nureddin, Noureddine, Nour al-Din, Nour Eddine, نور الدين, نورالدین
        Tesfaye, Tesfay, Tesfai, ተስፋዬ
        Haile, Hayle, Hailé, ኃይለ, ሀይለ
        Gebremedhin, Ghebremedhin, Gebre Medhin, ገብረመድህን, ገብረ መድኅን
        Haileselassie, Haile Selassie, Hayleselasie, ኃይለ ሥላሴ, ኃይለሥላሴ
        Tewodros, Teodros, Theodros, Tedros, ቴዎድሮስ
        Yohannes, Johannes, Yohanes, ዮሐንስ
        Tsegaye, Segaye, Tzegaye, ፀጋዬ, ጸጋዬ
        Dawit, Dawitt, ዳዊት
        Mikael, Michael, Mikhael, Mikail, ሚካኤል
        Berhane, Birhane, Berhan, ብርሃነ
        Kidane, Kidané, ኪዳነ
        Selam, Salam, ሰላም, سلام
        Aleksandr, Oleksandr, Alexander, Олександр, Александр
        Serhij, Serhiy, Serhii, Сергій
        Yelena, Elena, Jelena, Елена
        Olena, Олена
        Yulia, Julia, Iulia, Юлия, Юлія
        Ιωάννης, Ioannis, Yoannis
        Ibrahim, Ebrahim, Ibraheem, Ibrahima, إبراهيم, ابراهیم, ኢብራሂም, Ибрагим
        Ismail, Ismael, Esmail, Ismaïl, إسماعيل, اسماعیل, Исмаил
        Osman, Othman, Uthman, Cusmaan, عثمان, ዑስማን
        Aicha, Aisha, Ayesha, Aysha, Aïcha, عائشة
        Maryam, Mariam, Miriam, Meryem, مريم, مریم, ማርያም, Марьям
        Jamal, Gamal, Djamal, Jamaal, جمال, Джамал
        Rashid, Rachid, Rasheed, راشد, رشيد, Рашид
        Khaled, Halid, Chalid, Khalid, خالد
        Layla, Leila, Laila, Leyla, ليلى, ليلا, لیلا
        Saeed, Said, Saïd, Saed, سعيد, Саид
        Mustafa, Moustapha, Mostafa, Mustapha, Moestafa, مصطفى, مصطفی
        Dawood, Daoud, Dawud, Davud, Davut, داود, داوود
        Qasim, Kasim, Kassem, Qassim, قاسم
        Ghasem, Qasem, قاسم
        Ramadan, Ramadhan, رمضان
        Ramazan, رمضان
        Reza, رضا
        Rida, Ridha, رضا
        Zaher, Zahir, Dhahir, ظاهر
        Parviz, Parwiz, Perviz, پرویز
        Wahid, Vahid, Waheed, وحيد, وحید
        Walid, Oualid, Waleed, وليد
        Nour, Nur, Noor, Noer, نور, ኑር, Нур
        Amina, Aminah, Amiina, Aminé, أمينة, امینه, አሚና
        Shirin, Chirin, Shireen, Sjirin, Şirin, شيرين, شیرین, Ширин
        Aya, Ayah, آية
        Emine, Amina
        Samir, Sameer, سمير
        Karim, Kareem, Carim, كريم, کریم
        Nadia, Nadya, Nadja, Nadiya, نادية, Надя
        Elias, Ilyas, Ilias, Elyas, الياس, إلياس, ኤልያስ, Илья́с
        Sofia, Sophia, Sofiya, София
        Zainab, Zeinab, Zaynab, زينب, زینب
        Bereket, Bereketh, በረከት
        Getachew, Getatchew, ጌታቸው
        Girma, ግርማ
        Abeba, አበባ
        Aster, አስቴር
        Mulugeta, ሙሉጌታ
        Alemayehu, ዓለማየሁ, አለማየሁ
        Ruqayya, Roukaya, Rukaya, رقية
        Jaafar, Jafar, Djafar, Gaafar, جعفر
        Tahir, Taher, طاهر, Тахир
        Taha, طه
        Isa, Issa, Eissa, عيسى, عیسی
        Musa, Moussa, Mousa, موسى, موسی, ሙሳ, Муса
        Yahya, Yehya, Yahia, يحيى, یحیی
        Hiba, Heba, هبة
        Marwa, Marwah, مروة
        Wafa, Wafaa, Ouafa, وفاء
        Duaa, Doaa, Douaa, دعاء
        Israa, Esraa, Isra, إسراء, اسراء
        Nisreen, Nasrin, Nesrine, نسرين, نسرین
        Shaima, Chaima, Shaymaa, Chaymae, شيماء
        Tariq, Tarek, Tarik, Tareq, طارق
        Ghassan, Gassan, غسان
        Aziz, Azeez, عزيز, عزیز, Азиз
        Qusay, Kusay, Qusai, قصي
        Jaber, Gaber, Djaber, جابر
        Boutros, Butros, Petros, بطرس, ጴጥሮስ
        Sulaiman, Suleiman, Slimane, Süleyman, Sulayman, سليمان, سلیمان, Сулейман
        Nasrullah, Nasrollah, Nasroullah, نصرالله
        Nasr Allah, Nasrallah, نصر الله
        Abubakar, Abu Bakr, Aboubacar, أبو بكر, ابوبکر
        Ivan, Iwan, Иван
        Dmitri, Dmitry, Дмитрий
        Volodymyr, Wolodymyr, Володимир
        Vladimir, Wladimir, Владимир
        Andrej, Andrei, Andrey, Андрей
        Haytham, Haitham, Haissam, هيثم
        Fathi, Fethi, فتحي
        Medhin, Medhine, መድኅን
        Ashenafi, አሸናፊ
        Kifle, ክፍሌ
        Ndayishimiye, Ndayishimiyé
        Šemsa, Shemsa, Chemsa, Şemsa, شمسة
        Ngoc, Ngọc
        Nguyen, Nguyễn
        Sa'id, Saʿid, Sa’id, Said
        """

    /// Pairs of names neither of which finds the other.
    private static let other = """
        Ali/Lea, Ali/Ola, Ali/Alaa, Ali/Aya, Ali/Lena, Aya/Awa, Aya/Maya, Mia/Mona, Mona/Mina, Hoda/Hadi, Hala/Lina, \
        Omar/Emir, Omar/Amir, Omar/Imran, Nour/Nir, Nour/Nora, Nada/Nadia, Rami/Rima, Sana/Sina, Saad/Said, Ziad/Saad, \
        Hassan/Hussein, Mohamed/Mahmoud, Ahmed/Mohamed, Ahmed/Hamid, Ahmed/Emad, Karim/Karima, Karim/Akram, \
        Samir/Samira, Hamid/Hamida, Mohamed/Hamid, Mohamed/Mohammadi, Fatima/Fatoumata, Khadija/Nadia, Yusuf/Younes, \
        Ibrahim/Maryam, Ismail/Ishaq, Abdulrahman/Abdulkarim, Abdullah/Abdulaziz, Abdulaziz/Abdulkarim, \
        Abdul Rahman/Abdul Karim, Tesfaye/Tsegaye, Haile/Hayat, Gebremedhin/Gebremariam, Gebre/Kibrom, \
        Tewodros/Petros, Yohannes/Yonas, Niyonzima/Nkurunziza, Ndayishimiye/Ndayizeye, Hakizimana/Habonimana, \
        Mukendi/Kabila, Oleksandr/Oleksij, Олександр/Олексій, محمد/محمود, محمد/أحمد, حسن/حسين, علي/علاء, نور/نار, \
        سعيد/سعد, خديجة/نادية, عمر/أمير, عبد الرحمن/عبد الكريم, فاطمة/مريم, ሰላም/ሰሎሞን, ገብረመድህን/ገብረማርያም, \
        ተስፋዬ/ፀጋዬ, ኃይለ/ሕይወት, محمد/Mahmoud, حسين/Hassan, محمود/Mohamed, መሐመድ/Ahmed, Ахмед/Мухаммед, علي/Lea, \
        علي/Ola, نور/Nora
        """

    /// Common names of Syria, Iraq, Palestine, Afghanistan, Somalia, Eritrea, Ethiopia, Burundi and Congo, each in one
    /// spelling.
    private static let common = """
        Mohamed Ahmed Mahmoud Ali Omar Hassan Hussein Khaled Walid Samir Karim Tarek Bassam Ziad Fadi Rami Nader
        Munir Issam Ghassan Marwan Adnan Nizar Yasser Amjad Majed Raed Wael Anas Bilal Hamza Ibrahim Ismail Yusuf
        Yaqub Ishaq Musa Harun Dawood Suleiman Yahya Zakaria Idris Ayoub Saleh Salim Saad Fahd Faisal Sultan Turki
        Bandar Nawaf Jaber Jamal Kamal Jalal Bashar Maher Hafez Rifaat Ghazi Qusay Uday Saddam Taha Tahir Nasser
        Mansour Habib Latif Qasim Abbas Jaafar Fatima Zahra Zainab Khadija Aisha Maryam Amina Hafsa Ruqayya Sumaya
        Layla Salma Huda Nadia Rania Dalia Hanan Manal Amal Iman Hala Hiba Rasha Reem Rima Samar Sahar Sawsan Suad
        Widad Intisar Ibtisam Nisreen Yasmin Lina Dina Dima Lama Farah Marah Sara Aya Ghada Wafa Safa Duaa Israa
        Alaa Shaima Najwa Nahla Abeer Kawthar Bushra Sabah Sundus Lubna Abdulrahman Abdullah Abdulaziz Abdulkarim
        Nureddin Habibullah Rahmatullah Najibullah Zabihullah Hamidullah Gulbuddin Farhad Behzad Sohrab Rostam
        Parviz Jamshid Khosrow Daryush Mirwais Zalmay Ajmal Esmat Homayun Shukria Parwana Farzana Roya Nilofar
        Shabnam Laleh Soraya Shahla Freshta Malalai Spozhmai Zarmina Nazanin Gulalai Mina Mehdi Reza Abdi Warsame
        Liban Guled Geedi Jama Hirsi Duale Egal Barre Samatar Abshir Diriye Elmi Nur Isse Weheliye Hodan Ifrah Sahra
        Ubah Idil Hibo Fowsia Ladan Deqa Shukri Sagal Ayan Hamdi Canab Filsan Bilan Tesfaye Haile Gebremedhin
        Tewodros Yohannes Tsegaye Dawit Mikael Berhane Kidane Selam Isaias Afewerki Filmon Robel Yonas Samuel
        Medhanie Kibrom Mulugeta Girma Alemayehu Bekele Kebede Lemma Worku Getachew Desta Tadesse Mengistu Dereje
        Abebe Ayele Negash Zerihun Hagos Goitom Weldu Asmerom Semere Teklay Habtom Merhawi Aman Senait Rahel Helen
        Luwam Feven Winta Semhar Bisrat Tsehay Almaz Aster Tigist Hirut Meseret Worknesh Bethlehem Eden Saba Mebrat
        Letebrhan Ndayishimiye Niyonzima Nkurunziza Hakizimana Habonimana Bizimana Nduwimana Ntakirutimana Irakoze
        Nshimirimana Manirakiza Iradukunda Kaneza Ndikumana Sindayigaya Uwimana Kabura Ngendakumana Mukamana
        Inamahoro Kabila Tshisekedi Mukendi Kalala Ilunga Mbuyi Kasongo Ngoy Mutombo Lumumba Bemba Kalonji Tshibanda
        Mwamba Kabongo Mulumba Ntumba Kapinga Ngalula Bintu Lukusa Mbala Matondo Nsimba Nzuzi Makiese Lukoki Mbemba
        Kimbangu Masengo Kyungu Mwanza
        """
}
