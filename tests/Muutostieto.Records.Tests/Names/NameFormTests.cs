using Muutostieto.Records.Names;

namespace Muutostieto.Records.Tests.Names;

public sealed class NameFormTests
{
    [TestCase("Maija-Liisa", "MAIJA LIISA", TestName = "a hyphen and a blank, capitals")]
    [TestCase("Maija‐Liisa", "maija –  liisa", TestName = "other hyphens, several together")]
    [TestCase("  Virtanen ", "Virtanen", TestName = "blanks around")]
    [TestCase("Virtanen\u00A0Korhonen", "Virtanen Korhonen", TestName = "a blank that does not break")]
    [TestCase("O'Brien", "O’Brien", TestName = "apostrophes")]
    [TestCase("D'Angelo", "d angelo", TestName = "an apostrophe is a blank")]
    [TestCase("Ma\u0308kinen", "Mäkinen", TestName = "Finnish, decomposed")]
    [TestCase("A\u030Angstro\u0308m", "ÅNGSTRÖM", TestName = "Swedish, decomposed")]
    [TestCase("Ljungström", "LJUNGSTRÖM", TestName = "Swedish")]
    [TestCase("Áhkká", "A\u0301hkka\u0301", TestName = "Northern Sámi, decomposed")]
    [TestCase("Čáhppe Ŋuorttas Đuommá Ŧ", "čáhppe ŋuorttas đuommá ŧ", TestName = "Northern Sámi, capitals")]
    [TestCase("Peâccâl Ǥ Ǯ", "peâccâl ǥ ǯ", TestName = "Skolt Sámi")]
    [TestCase("Weiß", "WEISS", TestName = "German")]
    [TestCase("GROẞ", "gross", TestName = "a capital sharp s")]
    [TestCase("Nguyễn", "Nguye\u0302\u0303n", TestName = "Vietnamese, decomposed")]
    [TestCase("Ngọc Ệ", "ngo\u0323c e\u0302\u0323", TestName = "marks in another order")]
    [TestCase("İpek", "I\u0307pek", TestName = "Turkish")]
    [TestCase("Ĳsbrand", "IJSBRAND", TestName = "Dutch")]
    [TestCase("Vir\u00ADta\u200Bnen", "Virtanen", TestName = "what is not seen")]
    [TestCase("Łukasz", "łUKASZ", TestName = "Polish")]
    public void Names_that_are_written_differently_are_the_same(string one, string other) =>
        Assert.That(NameForm.Exact(one), Is.EqualTo(NameForm.Exact(other)).And.Not.Empty);

    [TestCase("Mäki", "Maki")]
    [TestCase("Åberg", "Aberg")]
    [TestCase("Åberg", "Äberg")]
    [TestCase("Söderström", "Soderstrom")]
    [TestCase("Mäki", "Maeki")]
    public void Swedish_and_Finnish_letters_are_others_without_diacritics_too(string one, string other) => Assert.Multiple(() =>
    {
        Assert.That(NameForm.Exact(one), Is.Not.EqualTo(NameForm.Exact(other)));
        Assert.That(NameForm.Folded(one), Is.Not.EqualTo(NameForm.Folded(other)));
    });

    [TestCase("André", "Andre")]
    [TestCase("Andre\u0301", "Andre")]
    [TestCase("Müller", "MULLER")]
    [TestCase("Tõnu", "Tonu")]
    [TestCase("Áhkká", "Ahkka")]
    [TestCase("Đuommá Ŧ Ŋ Ǥ Ǯ Ʒ", "duomma t n g z z")]
    [TestCase("Łukasz Żółć", "Lukasz Zolc")]
    [TestCase("Ḥusayn", "Husayn")]
    [TestCase("Nguyễn Thị Ngọc", "Nguyen Thi Ngoc")]
    [TestCase("Yılmaz Şahin İpek", "Yilmaz Sahin Ipek")]
    [TestCase("Þór Guðrún", "Thor Gudrun")]
    [TestCase("Bjørn", "Björn")]
    [TestCase("Sæther", "Säther")]
    [TestCase("Ørsted Ǿ", "Örsted Ö")]
    [TestCase("Ha\u030A\u0301kon", "Håkon")]
    public void Other_diacritics_count_in_the_first_attempts_alone(string written, string without) => Assert.Multiple(() =>
    {
        Assert.That(NameForm.Exact(written), Is.Not.EqualTo(NameForm.Exact(without)));
        Assert.That(NameForm.Folded(written), Is.EqualTo(NameForm.Folded(without)));
    });

    [TestCase("af Ursin", "Ursin")]
    [TestCase("von Wright", "Wright")]
    [TestCase("von Wright", "vonWright")]
    [TestCase("de la Cruz", "Cruz")]
    [TestCase("O'Brien", "OBrien")]
    [TestCase("Maija-Liisa", "Maijaliisa")]
    [TestCase("Virtanen", "Wirtanen")]
    [TestCase("Korhonen", "Korhone")]
    [TestCase("J.", "J")]
    public void What_the_table_does_not_name_is_a_difference(string one, string other) =>
        Assert.That(NameForm.Folded(one), Is.Not.EqualTo(NameForm.Folded(other)));

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("--'")]
    [TestCase("\u0301")]
    [TestCase("-\u0301")]
    public void A_text_without_letters_is_no_name(string text) =>
        Assert.That(NameForm.Exact(text) + NameForm.Folded(text), Is.Empty);

    [TestCase("af Ursin", "AF URSIN")]
    [TestCase("von  Wright", "Von Wright")]
    [TestCase("de la Cruz", "De-La Cruz")]
    public void A_particle_is_a_part_of_the_surname(string one, string other) =>
        Assert.That(NameForm.Exact(one), Is.EqualTo(NameForm.Exact(other)));

    [Test]
    public void A_letter_and_what_it_is_made_of_are_the_same_and_so_are_capitals() => Assert.Multiple(() =>
    {
        foreach (var (letter, parts) in NameTable.Marked)
        {
            Assert.That(NameForm.Exact(parts), Is.EqualTo(NameForm.Exact(letter)), letter);
            Assert.That(NameForm.Folded(parts), Is.EqualTo(NameForm.Folded(letter)), letter);
            Assert.That(NameForm.Exact(letter.ToUpperInvariant()), Is.EqualTo(NameForm.Exact(letter)), letter);
        }
    });

    [SeededProperty(MaxTest = 300)]
    public void A_form_is_its_own_form_and_names_that_are_the_same_are_so_without_diacritics(string? text) => Assert.Multiple(() =>
    {
        var exact = NameForm.Exact(text);
        Assert.That(NameForm.Exact(exact), Is.EqualTo(exact));
        Assert.That(NameForm.Folded(exact), Is.EqualTo(NameForm.Folded(text)));
        Assert.That(NameForm.Folded(NameForm.Folded(text)), Is.EqualTo(NameForm.Folded(text)));
    });

    [Test]
    public void A_long_name_has_a_form() =>
        Assert.That(NameForm.Exact(new string('É', 5000)), Has.Length.EqualTo(10_000));
}
