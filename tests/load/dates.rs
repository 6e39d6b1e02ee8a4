//! The publication date, in the many ways in which pages give it; each page here was published on 12 May 2016.

use pulih::load::from_html;

const PROSE: &str = "<p>The payment service was unavailable for two hours, the bank said on its status page, and customers were told to wait.</p>";
/// Days that are told of, none of them the day of publication.
const HISTORY: &str = "<p>Founded on 3 March 1999, the bank said the outage of 9 July 2009 had been worse, and that its systems were renewed by 1 June 2012.</p>";

/// What stands in the head, before the text and behind it, and the address.
#[derive(Clone, Copy, Default)]
struct Page<'a> {
    lang: &'a str,
    head: &'a str,
    above: &'a str,
    top: &'a str,
    end: &'a str,
    footer: &'a str,
    url: Option<&'a str>,
}

impl Page<'_> {
    fn html(self) -> String {
        let lang = if self.lang.is_empty() {
            "en"
        } else {
            self.lang
        };
        let Self {
            head,
            above,
            top,
            end,
            footer,
            ..
        } = self;
        format!(
            "<html lang='{lang}'><head><title>Payments down for hours - Bank Weekly</title>{head}</head><body>\
             <nav><a href='/'>Home</a></nav>{above}<article><h1>Payments down for hours</h1>{top}{PROSE}{PROSE}{HISTORY}{PROSE}{end}</article>\
             <aside><h3>Latest</h3><time datetime='2018-03-01'>1 March 2018</time> <span class='date'>2 March 2018</span></aside>\
             <footer><p>Copyright 2019 Bank Weekly</p>{footer}</footer></body></html>"
        )
    }

    /// The day that is found, with its source.
    fn day(self) -> (String, String) {
        let doc = from_html(&self.html(), self.url).expect("a text");
        let day = doc.published.map(|p| p.day().to_string());
        (
            day.unwrap_or_default(),
            doc.published_from.unwrap_or_default(),
        )
    }
}

fn check(pages: &[(&str, Page)]) {
    for (from, page) in pages {
        assert_eq!(
            page.day(),
            ("2016-05-12".to_owned(), (*from).to_owned()),
            "{}",
            page.html()
        );
    }
}

fn none<'a>() -> Page<'a> {
    Page::default()
}

fn top(top: &str) -> Page<'_> {
    Page { top, ..none() }
}

fn end(end: &str) -> Page<'_> {
    Page { end, ..none() }
}

fn head(head: &str) -> Page<'_> {
    Page { head, ..none() }
}

fn url(url: &str) -> Page<'_> {
    Page {
        url: Some(url),
        ..none()
    }
}

#[test]
fn addresses_name_days() {
    check(&[
        ("url", url("https://a.example/2016/05/12/x")),
        ("url", url("https://a.example/news/20160512/x")),
        ("url", url("https://a.example/news/2016-05-12-x.html")),
        ("url", url("https://a.example/2016/world/5/12/x/index.html")),
    ]);
}

#[test]
fn an_address_that_names_a_month_settles_what_is_shown() {
    let comment = "<div class='entry-meta'>12 May 2016</div><p>Ann <time datetime='2016-06-20T10:00'>June 20</time> Nice.</p>";
    let page = Page {
        top: "<div class='meta'>Seen on 3 August 2017</div>",
        end: comment,
        ..url("https://a.example/2016/05/x")
    };
    check(&[("byline", page)]);
}

#[test]
fn data_for_machines_are_read() {
    let data = |json: &str| format!("<script type='application/ld+json'>{json}</script>");
    let data = [
        data(
            r#"{"@type": "NewsArticle", "datePublished": "2016-05-12T23:30+02:00", "dateModified": "2016-06-01"}"#,
        ),
        data(r#"{"@type": "NewsArticle", "datePublished": "20160512T233000+0900"}"#),
        data(r#"{"@type": "Recipe", "datePublished": "2016-05-12"}"#),
        data(
            r#"{"@type": "DiscussionForumPosting", "datePublished": "2016-05-12", "comment": [{"datePublished": "2016-05-13"}]}"#,
        ),
        data(r#"{"@type": "VideoObject", "uploadDate": "2016-05-12"}"#),
        data(
            r#"{"@type": "NewsArticle", "headline": "He said "no" twice", "datePublished" : "2016-05-12T10:00:00Z",}"#,
        ),
    ];
    for json in &data {
        check(&[("json-ld", head(json))]);
    }
    check(&[
        (
            "meta",
            head("<meta name='DC.date.issued' content='2016-05-12'>"),
        ),
        (
            "meta",
            head(
                "<meta name='last-modified' content='2017-01-01'><meta name='date' content='12.05.2016'>",
            ),
        ),
        (
            "meta",
            head("<meta name='pubdate' content='Thu, 12 May 2016 09:00:00 +0200'>"),
        ),
        (
            "meta",
            head("<meta http-equiv='date' content='2016-05-12'>"),
        ),
        (
            "itemprop",
            top("<span itemprop='datePublished'>12 May 2016</span>"),
        ),
        (
            "itemprop",
            top(
                "<span property='dc:date dc:created' content='2016-05-12T10:00:00+02:00'>Thu, 05/12/2016</span>",
            ),
        ),
        (
            "itemprop",
            top("<span property='schema:datePublished' content='2016-05-12'>today</span>"),
        ),
        (
            "data",
            head(
                "<script>dataLayer.push({\"pageTitle\": \"x\", \"pagePostDate\": \"May 12, 2016\"});</script>",
            ),
        ),
        (
            "data",
            head("<script>var article = {\"publishDate\": \"2016-05-12T10:00:00\"};</script>"),
        ),
        (
            "image",
            top("<img src='/media/2016/05/12/photo.jpg' alt=''>"),
        ),
        (
            "modified",
            head("<meta property='og:updated_time' content='2016-05-12T10:00:00Z'>"),
        ),
    ]);
}

#[test]
fn data_of_other_articles_give_way_to_what_is_shown() {
    let page = Page {
        head: "<script>window.latest = [{\"title\": \"a\", \"publishedAt\": \"2018-01-01\"}];</script>",
        ..top("<div class='date'>12 May 2016</div>")
    };
    check(&[("byline", page)]);
}

#[test]
fn the_date_of_a_picture_is_the_pages_only_where_nothing_else_is_said() {
    let video = "<script type='application/ld+json'>{\"@type\": \"VideoObject\", \"uploadDate\": \"2014-01-01\"}</script>";
    let meta = format!("{video}<meta property='article:published_time' content='2016-05-12'>");
    check(&[("meta", head(&meta))]);
}

#[test]
fn elements_for_times_are_read() {
    let footer = "<footer class='entry-footer'><span class='posted-on'><time class='entry-date published' datetime='2016-05-12T09:00:00+02:00'>12 May</time>\
                  <time class='updated' datetime='2016-06-01T09:00:00+02:00'>1 June</time></span></footer>";
    check(&[
        ("time", end(footer)),
        (
            "time",
            top(
                "<p>Updated <time datetime='2016-06-01T09:00Z'>1 June</time></p><p>Published <time datetime='2016-05-12T09:00Z'>12 May</time></p>",
            ),
        ),
        (
            "time",
            top(
                "<time datetime='2016-06-01T09:00Z'>1 June</time> (first <time datetime='2016-05-12T09:00Z'>12 May</time>)",
            ),
        ),
        (
            "time",
            top("<time title='12 May 2016, 10:00'>three years ago</time>"),
        ),
        (
            "byline",
            top("<abbr class='published' title='2016-05-12T08:00:00Z'>May 12</abbr>"),
        ),
        (
            "byline",
            top("<abbr data-utime='1463040000' class='timestamp'>x</abbr>"),
        ),
        (
            "byline",
            top(
                "<span class='post-time' data-datetime='2016-05-12T08:00:00Z'>two years ago</span>",
            ),
        ),
        (
            "byline",
            top("<div class='date'><span>12</span><span>May</span><span>2016</span></div>"),
        ),
        (
            "byline",
            top("<aside class='entry-meta'>12 May 2016 | Anna</aside>"),
        ),
        (
            "byline",
            top(
                "<div class='elementor-widget'><span class='elementor-item--type-date'>May 12, 2016</span></div>",
            ),
        ),
    ]);
}

#[test]
fn the_date_of_the_day_above_the_headline_is_the_sites() {
    let today = "<div class='topbar'><span class='date'>Tuesday, November 24, 2026</span></div>";
    let article = "<div class='by'>Ann Lee<br>Thu, 12 May 2016 17:55 UTC</div>";
    check(&[
        (
            "heading",
            Page {
                above: today,
                ..top(article)
            },
        ),
        (
            "heading",
            Page {
                above: "<time datetime='2026-11-24T10:21'>24 November 2026</time>",
                ..top("<p>Ann Lee | Palma | 12 May 2016</p>")
            },
        ),
        (
            "byline",
            Page {
                above: "<div class='kicker-date'>12 May 2016</div>",
                ..none()
            },
        ),
    ]);
}

#[test]
fn shown_dates_are_told_by_their_place_and_their_words() {
    check(&[
        (
            "label",
            end(
                "<p>Posted by Ann in Banking on May 12th, 2016 at 4pm. Both comments and pings are closed, but you can still follow whatever is new.</p>",
            ),
        ),
        (
            "heading",
            top("<p>Erstellt: 12.05.2016, 10:03 Uhr | Aktualisiert: 14.06.2017</p>"),
        ),
        (
            "heading",
            top("<p>Mis à jour le 14/06/2017 à 10h03 | Publié le 12/05/2016</p>"),
        ),
        (
            "label",
            end("<p>Publié le 12 mai 2016 à 10h03 - Mis à jour le 14 juin 2017</p>"),
        ),
        (
            "modified",
            Page {
                footer: "<p>Letzte Änderung: 12.05.2016</p>",
                ..none()
            },
        ),
        (
            "modified",
            Page {
                footer: "<p>© 2019. This page was last updated on 12 May 2016.</p>",
                ..none()
            },
        ),
        ("text", end("<p>London, 12 May 2016</p>")),
    ]);
}

#[test]
fn the_title_of_a_marked_date_is_its_value() {
    let old = "<p>Posted by Ann at <a href='/2016/05/x.html'><abbr class='published' itemprop='datePublished' title='2016-05-12T10:03:00-07:00'>10:03 AM</abbr></a></p>";
    check(&[("itemprop", end(old))]);
}

#[test]
fn words_of_a_change_and_of_publishing_are_known_in_the_languages_of_the_press() {
    for line in [
        "Atnaujinta: 2017-06-14 10:00 | Paskelbta: 2016-05-12 09:00",
        "Atjaunots: 14.06.2017 | Publicēts: 12.05.2016",
        "Uuendatud: 14.06.2017 | Avaldatud: 12.05.2016",
        "Aktualizováno: 14. 6. 2017 | Vydáno: 12. 5. 2016",
        "Aktualizované 14. 6. 2017 | Zverejnené 12. 5. 2016",
        "Frissítve: 2017. június 14. | Megjelent: 2016. május 12.",
        "Muokattu 14.6.2017 | Julkaistu 12.5.2016",
        "Sidst ændret 14. juni 2017 | Udgivet 12. maj 2016",
        "Endret 14. juni 2017 | Lagt ut 12. mai 2016",
        "Laatst bewerkt op 14 juni 2017 | Toegevoegd op 12 mei 2016",
        "Letzte Aktualisierung: 14.06.2017 | Veröffentlichung: 12.05.2016",
        "Mise à jour : 14/06/2017 | Mise en ligne : 12/05/2016",
        "Última actualización: 14/06/2017 | Fecha de publicación: 12/05/2016",
        "Última alteração: 14/06/2017 | Data de publicação: 12/05/2016",
        "Ultimo aggiornamento: 14 giugno 2017 | Pubblicazione: 12 maggio 2016",
        "Ostatnia modyfikacja: 14.06.2017 | Utworzono: 12.05.2016",
        "Posodobljeno: 14. 6. 2017 | Objavljeno: 12. 5. 2016",
        "Ažurirano: 14. lipnja 2017. | Objavljeno: 12. svibnja 2016.",
        "Обновена на 14.06.2017 | Публикувана на 12.05.2016",
        "Редаговано 14.06.2017 | Дата публікації: 12.05.2016",
        "Отредактировано 14.06.2017 | Добавлено 12.05.2016",
        "Ενημερώθηκε 14/06/2017 | Δημοσιεύθηκε 12/05/2016",
        "Güncelleme: 14.06.2017 | Giriş: 12.05.2016",
        "עודכן: 14.06.2017 | פורסם: 12.05.2016",
        "به‌روزرسانی: 14 ژوئن 2017 | تاریخ انتشار: 12 مه 2016",
        "আপডেট: ১৪ জুন ২০১৭ | প্রকাশ: ১২ মে ২০১৬",
        "อัพเดท: 14 มิถุนายน 2560 | เผยแพร่: 12 พฤษภาคม 2559",
        "Update: 14 Juni 2017 | Dipublikasi: 12 Mei 2016",
        "修改时间：2017-06-14 | 发布时间：2016-05-12",
        "改訂：2017年6月14日 | 作成日：2016年5月12日",
        "업데이트 2017.06.14 | 발행 2016.05.12",
        "Amended 14 June 2017 | First published 12 May 2016",
        "Modification date: 14 June 2017 | Date: 12 May 2016",
    ] {
        let page = format!("<p class='x'>{line}</p>");
        assert_eq!(top(&page).day().0, "2016-05-12", "{line}");
        let (changed, appeared) = line.split_once(" | ").expect("two halves");
        let (above, below) = (format!("<p>{changed}</p>"), format!("<p>{appeared}</p>"));
        let apart = Page {
            top: &above,
            end: &below,
            ..none()
        };
        assert_eq!(apart.day().0, "2016-05-12", "{line}, far from each other");
    }
}

#[test]
fn headlines_hold_days() {
    let html = none().html().replace("Bank Weekly", "12 May 2016");
    let doc = from_html(&html, None).expect("a text");
    assert_eq!(
        doc.published.map(|p| p.to_string()).as_deref(),
        Some("2016-05-12")
    );
    assert_eq!(doc.published_from.as_deref(), Some("title"));
}

#[test]
fn days_are_written_in_many_ways() {
    for (lang, line) in [
        ("en", "12&nbsp;May&nbsp;2016"),
        ("en", "Thu May 12, 2016 7:20 am"),
        ("en", "MAY 12, 2016"),
        ("en", "12-May-2016"),
        ("en", "12 May ’16"),
        ("en", "2016-05-12 09:14"),
        ("de", "Veröffentlicht am 12. Mai 2016 von Anna"),
        ("de", "Berlin, 12.5.16"),
        ("de", "12.Mai 2016"),
        ("es", "jueves, 12 de mayo de 2016"),
        ("ru", "12 мая 2016, 10:00"),
        ("ru", "10:03 12.05.2016 (обновлено: 12:00 14.06.2017)"),
        ("ja", "公開日：2016年5月12日 更新日：2017年6月14日"),
        ("ar", "الخميس، 12 أيار/مايو 2016"),
        ("ar", "12 مايو / أيار 2016"),
        ("ar", "الخميس 5 شعبان 1437 هـ - 12 مايو 2016 م"),
        ("id", "Kamis, 12 Mei 2016 10:00 WIB"),
        (
            "pt-BR",
            "Por Redação — 12/05/2016 10h03 Atualizado 14/06/2017",
        ),
        ("ko", "입력 2016.05.12 10:00 수정 2017.06.14 11:00"),
        ("th", "12 พ.ค. 2559"),
        ("hu", "2016. május 12. 10:00"),
    ] {
        let line = format!("<div>{line}</div>");
        check(&[("heading", Page { lang, ..top(&line) })]);
    }
}

#[test]
fn no_day_is_made_up() {
    for page in [none(), top("<span>May 12</span>")] {
        let html = page.html().replace(HISTORY, "");
        assert_eq!(from_html(&html, None).expect("a text").published, None);
    }
}
