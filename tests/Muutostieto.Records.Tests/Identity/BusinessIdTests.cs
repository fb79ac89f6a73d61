using Muutostieto.Records.Identity;

namespace Muutostieto.Records.Tests.Identity;

public sealed class BusinessIdTests
{
    // 0245437-2 is the agency's own, as its interface's address has it; 0201256-6 that of the city of Helsinki.
    [TestCase("0245437-2")]
    [TestCase("0201256-6")]
    [TestCase("9000000-3")]
    [TestCase("9000004-6")]
    public void An_id_is_read_and_written_as_it_was(string text)
    {
        Assert.That(BusinessId.TryParse(text, out var id), Is.True);
        Assert.That(id.ToString(), Is.EqualTo(text));
    }

    [TestCase("0245437-3")]
    [TestCase("02454372")]
    [TestCase("245437-2")]
    [TestCase("0245437 2")]
    [TestCase("024543a-2")]
    [TestCase("0245437-a")]
    [TestCase("0245437-2\n")]
    [TestCase("")]
    [TestCase(null)]
    public void Another_text_is_none(string? text) => Assert.That(BusinessId.TryParse(text, out _), Is.False);

    [Test]
    public void Of_ten_check_digits_one_is_right_at_most()
    {
        for (var number = 9_000_000; number < 9_000_200; number++)
        {
            var right = Enumerable.Range(0, 10).Count(digit => BusinessId.TryParse($"{number}-{digit}", out _));
            var weighed = number.ToString().Zip([7, 9, 10, 5, 8, 4, 2], (digit, weight) => (digit - '0') * weight).Sum() % 11;
            Assert.That(right, Is.EqualTo(weighed == 1 ? 0 : 1), $"{number}");
        }
    }
}
