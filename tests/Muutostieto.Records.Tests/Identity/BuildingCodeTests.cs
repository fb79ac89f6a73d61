using System.Text;
using Muutostieto.Records.Identity;

namespace Muutostieto.Records.Tests.Identity;

public sealed class BuildingCodeTests
{
    [TestCase("900000041C")]
    [TestCase("900000759J")]
    [TestCase("9000001596")]
    public void A_code_is_read_and_written_unchanged(string text)
    {
        var code = BuildingCode.Parse(text);

        Assert.Multiple(() =>
        {
            Assert.That(code.ToString(), Is.EqualTo(text));
            Assert.That(code.IsArtificial);
            Assert.That(BuildingCode.TryParse(Encoding.ASCII.GetBytes(text), out var again) && again == code);
        });
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("900000041D")]
    [TestCase("900000041c")]
    [TestCase("90000004C1")]
    [TestCase("9000041C")]
    [TestCase("0000000000")]
    public void What_is_no_code_is_refused(string? text) => Assert.That(BuildingCode.TryParse(text, out _), Is.False);

    [SeededProperty]
    public bool A_created_code_is_read_back(uint number)
    {
        var code = BuildingCode.Create(1 + (int)(number % 999_999_999));
        return BuildingCode.Parse(code.ToString()) == code;
    }
}
