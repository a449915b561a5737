// The second word list's names of people and places; see word_list_2.cpp.
#include "shared/seal/word_lists.h"

namespace foyer::seal {

namespace {

constexpr WordRow kRows[] = {
    {27, 16, "Amman Augsburg Belgrade Bielefeld Bochum Bologna Brüssel Casablanca China Cologne Damascus Delhi Diyarbakır "
     "France Geneva Granada Hama Hamburg India Isfahan Kazan Kiev Konya Luxembourg Mariupol München Napoli New_York "
     "Newcastle Nuremberg Nürnberg Osijek Polen Shanghai Somalia Stockholm Tartu Tehran Tokyo"},
    {27, 11, "Aalborg Accra Afghanistan Aleppo Algiers Amsterdam Antalya Antwerp Antwerpen Asmara Athens Austria Basra "
     "Beirut Bergen Białystok Bilbao Birmingham Bogotá Bonn Bordeaux Braga Bratislava Brno Brussels Bruxelles Bucharest "
     "București Bursa Cairo Cardiff Charlottenburg Chemnitz Chisinau Coimbra Constanța Cork Dakar Debrecen Deutschland "
     "Dhaka Donetsk Dublin Espoo Essen Firenze Freiburg Gdańsk Genf Gothenburg Greece Groningen Halle Hannover Helsinki "
     "Homs Iași Iraq Islamabad Istanbul Italien Izmir Kabul Karachi Karlsruhe Khartoum Kiel Kinshasa Kraków København "
     "Latakia Lausanne Leeds Leicester Lille Lisbon Lviv Lübeck Madrid Magdeburg Mainz Malmö Manchester Maribor Marseille "
     "Mashhad Melbourne Mexico Milano Mitte Montpellier Moscow Mosul Mumbai Murcia Nairobi Neukölln Nottingham Novi_Sad "
     "Odesa Oulu Pakistan Panama Paris Patras Plovdiv Potsdam Poznan Poznań Prag Pristina Raqqa Riga Rio Roma Rostock "
     "Rumänien Saigon Serbia Sevilla Sheffield Skopje Spandau Split Stavanger Strasbourg Tallinn The_Hague Thessaloniki "
     "Timișoara Tirana Toronto Toulouse Trieste Tripoli Turin Türkei Uppsala Varna Venezia Venice Verona Vietnam Warschau "
     "Warszawa Wiesbaden Wrocław Wuppertal Zagreb Zurich Österreich Łódź"},
    {27, 8, "Aachen Abuja Adana Addis_Ababa Ankara Athen Barcelona Bari Basel Beijing Belfast Beograd Berlin Braunschweig "
     "Brașov Bremen Bristol Budapest Buenos_Aires Bulgarien Burgas Bydgoszcz Caracas Cluj-Napoca Copenhagen Dnipro Dortmund "
     "Dresden Duisburg Düsseldorf Edinburgh Eindhoven Erbil Erfurt Eritrea Frankfurt Gaziantep Gdansk Genoa Genova Germany "
     "Ghana Graz Göteborg Havana Herat Idlib Innsbruck Irak Iran Italy Kandahar Kassel Katowice Kaunas Kenya Kharkiv Kosovo "
     "Košice Krakow Kreuzberg Kyiv Köln Köpenick Lagos Lahore Leipzig Linz Lisboa Liverpool Liège Ljubljana Lodz London "
     "Los_Angeles Lublin Mazar Mogadishu Montreal Munich Málaga Münster Nantes Nice Nigeria Niš Odense Oslo Plzeň Poland "
     "Porto Prague Praha Quito Rennes Reykjavik Rijeka Romania Russia Saint_Petersburg Salzburg Sarajevo Shiraz Spain "
     "Sydney Syria Syrien Szczecin Szeged São_Paulo Tampere Tempelhof Torino Treptow Trondheim Turkey Turku Ukraine Utrecht "
     "Vienna Vilnius Warsaw Wroclaw Zürich"},
    {27, 6, "Aarhus Alexandria Baghdad Bern Bulgaria Catania Chicago Frankreich Gent Ghent Glasgow Hanoi Lichtenberg Lyon "
     "Mannheim Marzahn Minsk Moskau Naples Ostrava Palermo Peshawar Rabat Reims Reinickendorf Rome Rotterdam Schweiz Seoul "
     "Steglitz Stuttgart Tunis Wien Zaragoza"},
    {28, 16, "Anastasia André David Florence François Georgia Karim Li Lin Osman Richard Sofia Walter"},
    {28, 11, "Abdullah Ahmed Ali Bruno Catherine Chioma Constantin Dragan Ebru Ernst Farah Frank Gheorghe Hamid Hanan Harry "
     "Henrik Henry Hussain Ismail Ji-woo Kamau Kelly Lea Lenka Luc Lucy Mai Martin Mason Mathieu Michel Mohammad Mona "
     "Nasser Nicolas Nikos Radu Raúl Sabine Said Salvatore Samira Sanja Santiago Shirin Simon Singh Solveig Sophie Sylvie "
     "Tesfaye Theo Thomas Tibor Umut Vasco Vincent Werner Yang"},
    {28, 8, "Aaron Abdi Abebe Abir Adriana Ahmadreza Aiko Akira Alba Aleksandar Alessia Alexandru Alexey Amal Amara Amelia "
     "Amina Amit Anatoly Anders Andrew Andrés Angela Anouk Anthony Antti Artem Asif Ayesha Bernard Bernd Bianca Boris "
     "Brigitte Büşra Can Carmen Carol Charlie Chiara Chloe Chloé Christophe Christos Claudia Concepción Cynthia Damir "
     "Daniel Daniela Daria Deborah Defne Derya Dieter Dina Dragana Dung Ece Eleanor Elżbieta Emilia Erzsébet Evgeny Farshad "
     "Fatimah Fatou Francesco Fátima Gabriel Georgi Gerhard Giorgos Gisela Giulia Giuseppe Gonzalo Gonçalo Grace Graça "
     "György Hala Halyna Hannah Hans Haruto Hassan Heike Heikki Heinz Helena Helmut Henri Hoa Huong Hussein Hüseyin Ibrahim "
     "Iman Imogen Ines Ioana Ion Isabel Ivana Iván Iwona Jade James Jannik Jasmina Jean Jerzy John Jonathan Joost Joshua "
     "José Judit Judith Jules Julian Juma Kaisa Kasia Kateryna Katharina Kathleen Katja Katrin Kinga Kjell Klara Knut "
     "Konrad Krzysztof Lajos Laleh Larisa Lars Laurent Leila Leonie Liisa Lily Lior Liv Lorenzo Luca Lucia Ludmila Luigi "
     "Luke Léa Maciej Mads Magnus Mahmoud Malak Manuel Marc Marek Margaret Mariama Mariusz Mark Markéta Marlene Matthias "
     "Megan Mehmet Melanie Mercedes Mercy Milan Mina Miriam Mohamed Moussa Murat Mustafa Mwangi Márcia Natalia Nele Nga "
     "Nikola Nikolaos Nora Olga Olof Omar Ondřej Paul Pauline Peter Petr Philip Philipp Phoebe Péter Rachel Radka Rana "
     "Rania Raquel Rashid Ricardo Rivka Roos Rosario Rosie Ryan Réka Safa Samantha Samir Sander Sanna Sara Saskia Sean "
     "Selam Selma Sharon Silvia Snežana Sofie Son Sophia Sultan Susan Svetlana Sándor Süleyman Tal Tatiana Thao Theresa "
     "Tiina Tim Timur Torben Torsten Trang Ulla Vanessa Vasilis Vicente Victoria Vitaliy Véronique Willow Wojciech Wolfgang "
     "Wouter Yana Yasemin Yasin Yasmin Youssef Yuki Yulia Yuriy Zahra Zdeněk Ángeles Ömer"},
    {28, 6, "Abdulrahman Abena Abigail Achieng Adel Adina Adrian Adrián Agathe Ahmad Aino Aisha Akosua Alan Alberto "
     "Aleksandra Alexei Amanda Amir Amy Andrea Andreas Andreea Andrei Andriy Angeliki Anh Anil Anjali Antoine Antonio Arash "
     "Archie Arjun Arne Arthur Ashley Astrid Athina Attila Avi Awa Axel Aylin Barbara Bartosz Bashar Benoît Betty Bjørn "
     "Blessing Bogdan Brian Burak Camila Carlos Carolina Caterina Charlotte Chen Chidi Christian Christine Colin Connor "
     "Cristina Daan Danuta Davide Dawit Debra Deepak Deniz Dennis Derek Despina Diana Diego Dilan Dimitar Dimitra Dimitrios "
     "Dimitris Dirk Divya Dolores Duarte Duc Dušan Ekaterina Elena Elisa Elisabeth Elizabeth Elsa Emilio Emily Emina Eren "
     "Esra Ethan Evie Ewa Fabio Fang Farhad Fariba Fatuma Federico Femke Ferenc Filipa Finn Fleur Florin Francesca "
     "Francisca František Franziska Frieda Gabriela Galina Gemma Ghada Gideon Goran Griet Hakan Hana Hanne Hao Hasan Hatice "
     "Helga Hendrik Hiroshi Holger Hristo Huda Hugo Hui Hung Hélène Ifeoma Igor Ilaria Ilya Imran Inger Ingrid Inna Inês "
     "Ioannis Irina Iryna Ivan Jacek Jacques Jakub Jamal Jana Jasmin Javier Jef Jelena Jennifer Jens Joanne Jorge Josef "
     "Josip Jukka Julia Juliette Jun Justin Justyna József Jürgen Kaarina Kacper Kari Karin Karolina Katalin Katarzyna "
     "Katerina Kateřina Keiko Keith Kenji Kerstin Kevin Khadija Khaled Khalid Kirsten Klaus Kofi Kojo Konstantinos Kristina "
     "Krystyna Kwame Lauren Layla Leena Lei Leo Leonor Liam Lilly Lisa Liudmyla Ljiljana Logan Long Loredana Lorena Lotte "
     "Louise Lucie Luisa Luka Lukas László Léo Mamadou Manfred Marco Maria Mariam Marieke Marija Marina Marius Marjatta "
     "Marko Markus Marta Maryam María Masoud Mathilda Matilde Mats Matteo Matti Maxim Maxime Maël Małgorzata Mehdi Mei "
     "Michał Michelle Miguel Minh Miroslav Mohammed Molly Monique Muhammad Mykola Nam Nasrin Nataliia Nathalie Nathan Nawal "
     "Neha Neil Nenad Ngozi Nicholas Nico Niels Nikolay Nils Nina Noam Nour Nuno Nuria Océane Ola Oleksandra Oliver Olivier "
     "Omid Outi Pablo Paola Parisa Parviz Patrick Patrycja Pavel Paweł Pedro Per Petra Philippe Pieter Polina Pooja Rafael "
     "Rahul Rainer Raj Rajesh Ralf Raluca Rami Ramón Raphaël Rasmus Ravi Rebecca Renate Reza Riccardo Riikka Robert Rocío "
     "Rodrigo Rohan Roman Ruby Rubén Ruud Sabrina Sakura Salim Salma Samuel Sandra Sanne Scott Sebastian Sem Sergei Sevgi "
     "Signe Silke Simone Sofía Souad Stanisław Stefan Stephanie Stephen Stuart Stéphanie Sunil Sunita Suresh Sven Svitlana "
     "Szymon Sébastien Tamar Tamás Tanja Tara Taras Tarek Tereza Tetiana Theodore Tiago Todor Tomasz Tomislav Tyler Ulrike "
     "Usman Uwe Valentina Valeria Valérie Vasile Vasyl Vera Victor Vijay Viktor Vladimir Volkan Volodymyr Víctor Věra Walid "
     "Wei Weronika Willem William Xin Yevheniia Yonas Yuri Yusuf Zaid Zbigniew Zehra Zeynep Zoe Zofia Zoran Zoé Zuzanna "
     "Álvaro Élodie Özlem İbrahim Łukasz"},
    {30, 16, "Baker Do Green Le Lima Mayer Ngo Sokolova White"},
    {30, 11, "Almeida Appiah Araújo Asante Azizi Ba Bakr Barbieri Baumann Beck Boyer Christensen Cook Cruz Das Davies "
     "De_Luca Delgado Diop Doğan Durand Eriksen Evans Fernandez Florea Fontaine Gentile Georgiev Gonzalez González Groß "
     "Gustafsson Gutierrez Güler Haddad Hagen Haugen Hill Horvat Ilić Jacobsen Janssen Johansen Kaczmarek Kato Kaya Khalil "
     "Khan Kiss Koch Konstantinou Koskinen Koç Kraus Kumar Kwiatkowski Lehtinen Lombardo Medina Melnyk Mitchell Moldovan "
     "Morgan Mortensen Mueller Muller Nair Niemi Nilsen Nunes Németh O'Brien O'Connor Park Peters Petit Petrova Phan Polat "
     "Rahimi Ramirez Ramos Reis Reyes Robin Roux Saleh Salem Santos Sato Sauer Serra Sheikh Sokolov Souza Sultani Sun "
     "Svoboda Teixeira Touré Turner Tóth Varga Virtanen Volkova Watson Wood Yilmaz Zając Zaki"},
    {30, 8, "Abbas Adams Adebayo Adeyemi Aguilar Ahmadi Akhtar Aktaş Albrecht Amiri Andersen Anderson Andreou Arnold Arslan "
     "Aydin Babić Begić Berg Berger Berglund Bergmann Bergström Bertrand Bianchi Boateng Bondar Bondarenko Bonnet Bos Boyko "
     "Bozkurt Božić Brandt Braun Bui Bulut Busch Böhm Camara Campbell Cardoso Carvalho Cetin Chaudhry Christodoulou Claes "
     "Cooper Coppola Costa Coulibaly Davis Diallo Dietrich Dimitrov Dimitrova Dinu Dlamini Doyle Dubois Dudek Dupont "
     "Dąbrowski Erdoğan Eriksson Esposito Farkas Faure Fernandes Fernández Ferrara Ferrari Flores Fournier Fuchs Garcia "
     "García Gauthier Georgieva Girard Goldberg Gonçalves Grabowski Graf Gray Guérin Güneş Hadžić Haile Halabi Hamdan "
     "Hartmann Hashemi Heikkinen Heinonen Heinrich Hoffmann Horvath Huber Hughes Iglesias Ioannou Iqbal Ito Ivanova "
     "Jakobsson Jaworski Jelínek Jensen Jimenez Johnsen Johnson Jovanović Järvinen Jönsson Jørgensen Kamara Kara Karlsen "
     "Karlsson Kaur Keita Khoury Klein Korhonen Kovalchuk Kovač Kowalczyk Kowalska Kozlov Kozłowski Krause Krawczyk Krüger "
     "Kuhn Kuznetsov Kuznetsova Köhler König Kühn Lang Larsen Larsson Lebedev Lefèvre Lehmann Lehtonen Levi Lind Lindgren "
     "Liu Lorenz Ludwig Lundberg Lysenko López Maier Majewski Makris Mancini Marino Marić Marković Marques Martinelli "
     "Martínez Masri Matei Mazur Mehta Meijer Mendes Mendoza Mensah Meyer Mikhailov Milošević Moore Moreau Munteanu Murphy "
     "Mutombo Muñoz Mäkelä Möller Müller Nakamura Neumann Neves Nguyen Nikolaidis Nikolov Nilsson Novak Novák Nowacka Nowak "
     "Němec O'Neill O'Sullivan Oikonomou Okafor Okeke Okonkwo Okoye Oliveira Olszewski Ortiz Osei Othman Papadopoulos "
     "Pappas Parker Pavlović Persson Pettersen Pettersson Pfeiffer Pham Phillips Pohl Pokorný Polishchuk Ponomarenko Popa "
     "Pospíšil Procházka Qureshi Ramírez Rao Reddy Rezaei Richardson Richter Rivera Romero Rossi Ruiz Saarinen Sahin "
     "Salonen Sanchez Santoro Sarr Schreiber Schubert Schumacher Schwarz Semenov Serban Sesay Shah Shaheen Sharma Shaw "
     "Shevchuk Sikora Silva Smirnov Smirnova Smit Smith Sommer Stanikzai Stewart Stoica Stoyanov Suzuki Svensson Sørensen "
     "Takahashi Taş Tekin Thomsen Tkachenko Traoré Vargas Vasileiou Vasylenko Vega Vieira Vogel Voigt Volkov Vu Walczak "
     "Walker Wang Warsame Watanabe Webb Weiß Wieczorek Williams Wilson Wiśniewski Wolff Wouters Wright Wróbel Wu Wójcik Xu "
     "Yamamoto Yildiz Yoshida Young Yıldırım Zhang Zhou Zieliński Zimmermann de_Vries van_den_Berg Çelik Çetin Černý"},
    {30, 6, "Acar Alonso Alves Andreassen Aydın Aziz Bakker Balogh Barbosa Barbu Becker Bekele Bell Bennett Brouwer Brown "
     "Byrne Celik Choi Ciobanu Cissé Clarke Collins Colombo Conti Correia Dang Darwish De_Smet Dekker Demir Diaz Dimitriou "
     "Dogan Dvořák Díaz Edwards Engel Eze Fall Fischer Fontana Franke Friedrich Galli Garnier Georgiou Giordano Gomes "
     "Goossens Greco Guo Gupta Gutiérrez Gómez Górski Hahn Haidari Hall Hansen Hansson Harris Harrison Hernández Herrera "
     "Hoang Hodžić Hofer Hofmann Horn Horváth Hosseini Hu Huang Hunter Hájek Ivanov Jaber Jabłoński Jankowski Jansen "
     "Jansson Johannessen Johansson Joshi Juhász Jung Jurić Jäger Kaiser Kamiński Karagiannis Karimi Katz Keller Kilic King "
     "Koc Korkmaz Kovačević Kovačić Kovács Kravchenko Král Kučera Kılıç Laine Lakatos Lambert Lange Lee Legrand Leone "
     "Lewandowski Lindberg Lindner Lindqvist Lombardi Longo Lopes Lopez Lundgren Ly Maes Magnusson Mansour Marchenko "
     "Mariani Marin Marshall Martinez Martini Marín McCarthy Meier Mercier Mertens Michalski Miller Mohammadi Molina Molnár "
     "Morales Moreira Moreno Morin Moroz Morozov Morris Moser Murray Musa Mäkinen Møller Nagy Najjar Navarro Ndlovu Nielsen "
     "Nieminen Nikolić Nkosi Noori Nowakowski Nowicki Olsen Olsson Ortega Otieno Owusu Papadopoulou Papp Pavlov Pawłowski "
     "Pedersen Peeters Pereira Peretz Perez Petersen Petkov Petrenko Petrov Petrović Pinto Pop Popov Popović Poulsen Qasim "
     "Rasmussen Roberts Robinson Rocha Rodríguez Romanov Rosenberg Roth Roy Sanz Savchenko Schmid Schmidt Schneider Scholz "
     "Schröder Schuster Schäfer Serrano Shevchenko Simpson Soares Sousa Stan Stanković Stojanović Stępień Suleiman Szabó "
     "Sánchez Takács Tanaka Taylor Thompson Tkachuk Todorov Verma Veselý Visser Vogt Vuković Wagner Walsh Weber Willems "
     "Winter Wojciechowski Wolf Woźniak Yamada Yildirim Younes Yılmaz Zhao Zhu Ziegler de_Boer de_Groot de_Jong Álvarez "
     "Özdemir Özkan Öztürk Đorđević Şimşek"},
    {34, 64, "ian"},
    {34, 32, "ebru ly"},
    {34, 23, "le marc"},
    {34, 16, "finn jan jun lea li"},
    {34, 11, "anastasia andre deluca francois guler henrik hu ines ion ma per theo vandenberg"},
    {34, 8, "adrian ahmed alexandru alexey ali ana andrew angela araujo ari asif ba ben bjorn bohm catherine chen chioma "
     "chloe dragan dung ece elzbieta emilia emina ernst fatima francesco georgia giorgos goncalo gonzalez gonzalo grace "
     "hanan harry heinz huong ida ilic ivan jannik ji-woo john joost joshua judit judith katerina kathleen koc konig kruger "
     "lei leo lin liv lucia lucy magnus mai makela malak maria maric marlene martin mina moller moussa nele nemec nga "
     "ondrej paul peter phoebe raul rosario sabine salvatore samira sander shirin sofia solveig sophie stephanie svetlana "
     "sylvie tas tatiana theresa tibor tiina tim timur toure vasilis vera wojciech wolfgang wouter wu yildirim yilmaz zoe"},
    {34, 6, "aaron abdi abir ahmadreza aiko alan alba aleksandar alessia alexei amal amelia amir anders andreas andres "
     "angeliki anil anouk anthony attila avi ayesha babic begic bergstrom bernard bernd bianca boris bozic brian brigitte "
     "busra carmen carol cetin charlie chiara christian christophe cisse concepcion constantin dabrowski danuta daria david "
     "deboer degroot dejong derek derya desmet devries diaz dieter dilan dimitar dimitra dogan dragana duc dusan dvorak "
     "eleanor elisabeth elodie emily eren erik eriksson evie ewa farah fariba farshad fatimah fatou fernandez fleur gabriel "
     "garcia ghada gisela giulia giuseppe goncalves gross guerin gutierrez hadzic hala halyna hamid hana hannah haruto "
     "hassan heike heikki henry hiroshi hoa hodzic horvath huda huseyin igor ilaria iman imogen imran inger inna ioana "
     "ioannis irina jade jakub jana jasmina javier jean jef jerzy jimenez jorgensen jose jovanovic jozsef juhasz jukka "
     "jules julia juric justin kaisa kamau kari karim kateryna katharina katja katrin keith khadija khalil klara knut "
     "kovacevic kozlowski kuhn laleh larisa lefevre leila lenka leonor lior lopez lorenzo luca lucie ludmila luigi maciej "
     "makinen manfred marcia margaret mariama mariusz markovic markus marta mary mathieu matteo matthias maxime megan mehdi "
     "mei melanie mercedes michal michelle ming miriam mohamed mohammad molly mona morgan muller munoz murat mustafa mykola "
     "nasrin natalia nathalie nawal nemeth nikola nikolaos nikolay nina novak nuria olga olivier olof omer osullivan ozlem "
     "parviz pauline pavlovic pedro petr petra petrovic philipp pokorny polina rachel radka radu raj ralf raluca ramirez "
     "rania raquel rashid reka renate reza richard rivka roos rosie ruben sabrina safa samir samuel sanchez sandor sanja "
     "sanna sara saskia schroder sebastien selam serra simsek singh snezana sofie sorensen stojanovic suleyman sultan sunil "
     "susan sven szabo tamar tamas tesfaye tetiana theodore thomas torsten ulla umut uwe vanessa veronique vicente victor "
     "victoria vijay viktor volodymyr vukovic walter wei weiss willem willow wisniewski yana yang yasin yasmin yonas yuki "
     "yulia yuriy zajac zdenek zhang zielinski zofia"},
};

}  // namespace

std::span<const WordRow> secondNameRows() { return kRows; }

}  // namespace foyer::seal
