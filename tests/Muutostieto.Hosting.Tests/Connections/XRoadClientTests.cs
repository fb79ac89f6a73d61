using Muutostieto.Hosting.Connections;

namespace Muutostieto.Hosting.Tests.Connections;

public sealed class XRoadClientTests
{
    [TestCase("FI/MUN/0000000-0/kainuu-client", "FI/MUN/0000000-0/kainuu-client", true)]
    [TestCase("FI/MUN/0000000-0/kainuu-client", "FI/MUN/0000000%2D0/kainuu%2dclient", true)]
    [TestCase("FI/MUN/0000000-0/h%C3%A4lytys", "FI/MUN/0000000-0/hälytys", true)]
    [TestCase("FI/MUN/0000000-0/kainuu-client", "FI/MUN/0000000-0/Kainuu-client", false)]
    [TestCase("FI/MUN/0000000-0/kainuu-client", "FI/MUN/0000000-0", false)]
    [TestCase("FI/MUN/0000000-0/a", "FI/MUN/0000000-0/a/b", false)]
    [TestCase("FI/MUN/0000000-0/a", "FI/MUN/0000000-0%2Fa", false)]
    public void Two_are_the_same_when_their_decoded_parts_are(string one, string other, bool same)
    {
        var (left, right) = (XRoadClient.Parse(one), XRoadClient.Parse(other));
        Assert.That(left!.Equals(right), Is.EqualTo(same));
        Assert.That(left.GetHashCode() == right?.GetHashCode(), Is.EqualTo(same));
    }

    [TestCase("")]
    [TestCase("FI")]
    [TestCase("FI/MUN")]
    [TestCase("FI/MUN/0000000-0/")]
    [TestCase("/FI/MUN/0000000-0")]
    [TestCase("FI/MUN/0000000-0/a/b")]
    [TestCase("FI/MUN/0000000-0/%4")]
    [TestCase("FI/MUN/0000000-0/%zz")]
    [TestCase("FI/MUN/0000000-0/%2F")]
    [TestCase("FI/MUN/0000000-0/%00")]
    [TestCase("FI/MUN/0000000-0/a b\n")]
    public void What_is_no_identifier_is_none(string text) => Assert.That(XRoadClient.Parse(text), Is.Null);
}
