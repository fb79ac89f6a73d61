using System.Text;
using Muutostieto.Records.Identity;

namespace Muutostieto.Records.Tests.Identity;

public sealed class PersonalIdentityCodeTests
{
    [TestCase("010594Y9032", "1994-05-01")]
    [TestCase("010594Y9021", "1994-05-01")]
    [TestCase("020594X903P", "1994-05-02")]
    [TestCase("030594W903B", "1994-05-03")]
    [TestCase("040594V9030", "1994-05-04")]
    [TestCase("050594U903M", "1994-05-05")]
    [TestCase("010516B903X", "2016-05-01")]
    [TestCase("020516C903K", "2016-05-02")]
    [TestCase("030516D9037", "2016-05-03")]
    [TestCase("010501E9032", "2001-05-01")]
    [TestCase("020503F9037", "2003-05-02")]
    [TestCase("020504A902E", "2004-05-02")]
    [TestCase("010594-9032", "1994-05-01")]
    public void A_published_code_is_read_and_written_unchanged(string text, string born)
    {
        var code = PersonalIdentityCode.Parse(text);

        Assert.Multiple(() =>
        {
            Assert.That(code.ToString(), Is.EqualTo(text));
            Assert.That(code.BirthDate, Is.EqualTo(DateOnly.Parse(born, null)));
            Assert.That(code.CenturySign, Is.EqualTo(text[6]));
            Assert.That(code.IsArtificial);
            Assert.That(PersonalIdentityCode.Parse(Encoding.ASCII.GetBytes(text)), Is.EqualTo(code));
        });
    }

    [TestCase("", IdentityCodeFault.Length)]
    [TestCase("010594Y903", IdentityCodeFault.Length)]
    [TestCase("010594Y90322", IdentityCodeFault.Length)]
    [TestCase("010594y9032", IdentityCodeFault.Characters)]
    [TestCase("010516B903x", IdentityCodeFault.Characters)]
    [TestCase("O10594Y9032", IdentityCodeFault.Characters)]
    [TestCase("010594Y9O32", IdentityCodeFault.Characters)]
    [TestCase("010594Å9032", IdentityCodeFault.Characters)]
    [TestCase("010594 9032", IdentityCodeFault.Characters)]
    [TestCase("010594G9032", IdentityCodeFault.CenturySign)]
    [TestCase("010594T9032", IdentityCodeFault.CenturySign)]
    [TestCase("01059409032", IdentityCodeFault.CenturySign)]
    [TestCase("310294-9030", IdentityCodeFault.Date)]
    [TestCase("011394-9030", IdentityCodeFault.Date)]
    [TestCase("000594-9030", IdentityCodeFault.Date)]
    [TestCase("010594-0002", IdentityCodeFault.IndividualNumber)]
    [TestCase("010594-0010", IdentityCodeFault.IndividualNumber)]
    [TestCase("010594Y9033", IdentityCodeFault.CheckCharacter)]
    [TestCase("010594Y903G", IdentityCodeFault.CheckCharacter)]
    [TestCase("020594Y9032", IdentityCodeFault.CheckCharacter)]
    public void What_is_no_code_is_refused_with_its_fault(string text, IdentityCodeFault expected)
    {
        var read = PersonalIdentityCode.TryParse(text, out _, out var fault);

        Assert.That((read, fault), Is.EqualTo((false, expected)));
    }

    [Test]
    public void The_leap_day_follows_the_century_of_the_sign()
    {
        // 2000 was a leap year, 1900 was not: the same digits and the same check character.
        Assert.Multiple(() =>
        {
            Assert.That(PersonalIdentityCode.TryParse("290200A900" + Check("290200900"), out _, out _));
            Assert.That(PersonalIdentityCode.TryParse("290200-900" + Check("290200900"), out _, out var fault), Is.False);
            Assert.That(fault, Is.EqualTo(IdentityCodeFault.Date));
        });

        static char Check(string digits) => "0123456789ABCDEFHJKLMNPRSTUVWXY"[int.Parse(digits, null) % 31];
    }

    [Test]
    public void The_sign_is_part_of_the_identity()
    {
        var old = PersonalIdentityCode.Parse("010594-9032");
        var later = PersonalIdentityCode.Parse("010594Y9032");

        Assert.Multiple(() =>
        {
            Assert.That(later, Is.Not.EqualTo(old));
            Assert.That(later.BirthDate, Is.EqualTo(old.BirthDate));
            Assert.That(later.CompareTo(old), Is.Not.Zero);
        });
    }

    [Test]
    public void A_failure_to_parse_does_not_repeat_the_text()
    {
        var failure = Assert.Throws<FormatException>(() => PersonalIdentityCode.Parse("010594Y9033"));

        Assert.That(failure.Message, Does.Not.Contain("010594"));
    }

    [Test]
    public void A_sign_of_another_century_is_refused_on_creation() =>
        Assert.Throws<ArgumentException>(() => PersonalIdentityCode.Create(new DateOnly(1994, 5, 1), 'A', 903));

    [SeededProperty]
    public bool Codes_sort_as_their_characters_do(uint day, uint otherDay, byte sign, byte otherSign, uint number)
    {
        var one = Some(day, sign, number);
        var other = Some(otherDay, otherSign, number / 7);

        return Math.Sign(one.CompareTo(other)) == Math.Sign(string.CompareOrdinal(one.ToString(), other.ToString()));
    }

    [SeededProperty]
    public bool A_created_code_is_read_back(uint day, byte sign, uint number)
    {
        var code = Some(day, sign, number);

        return PersonalIdentityCode.Parse(code.ToString()) == code;
    }

    [SeededProperty]
    public bool One_wrong_digit_never_passes(uint day, uint number, byte place, byte change)
    {
        var text = Some(day, 0, number).ToString().ToCharArray();
        int[] digits = [0, 1, 2, 3, 4, 5, 7, 8, 9];
        var at = digits[place % 9];
        text[at] = (char)('0' + ((text[at] - '0' + 1 + (change % 9)) % 10));

        return !PersonalIdentityCode.TryParse(text, out _, out _);
    }

    private static PersonalIdentityCode Some(uint day, byte sign, uint number)
    {
        var birth = new DateOnly(1800, 1, 1).AddDays((int)(day % 109_500));
        var signs = CenturySigns.Of(birth.Year);
        return PersonalIdentityCode.Create(birth, signs[sign % signs.Length], 900 + (int)(number % 100));
    }
}
