using Muutostieto.Hosting.Connections;

namespace Muutostieto.Hosting.Tests.Connections;

public sealed class PasswordHashTests
{
    /// <summary>Made by another implementation of PBKDF2.</summary>
    private const string Foreign = "$pbkdf2-sha256$100000$8PHy8/T19vf4.fr7/P3./w$RKAAZU7eVBhK74T8fvwxS74iAK1OEkcylT0GaXntlUA";

    [Test]
    public void A_hash_fits_its_password_alone()
    {
        var hash = PasswordHash.Parse(Foreign)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(hash.Iterations, Is.EqualTo(100_000));
            Assert.That(hash.Fits("sähköinen salasana"), Is.True);
            Assert.That(hash.Fits("sahkoinen salasana"), Is.False);
            Assert.That(hash.Fits(""), Is.False);
            Assert.That(hash.ToString(), Is.EqualTo(Foreign));
        }
    }

    [Test]
    public void A_new_hash_has_a_salt_of_its_own_and_is_read_as_it_was_written()
    {
        var (one, other) = (PasswordHash.Of("salainen sana"), PasswordHash.Of("salainen sana"));
        Assert.That(one.ToString(), Does.StartWith("$pbkdf2-sha256$600000$").And.Not.EqualTo(other.ToString()));
        Assert.That(PasswordHash.Parse(one.ToString())!.Fits("salainen sana"), Is.True);
    }

    [TestCase("")]
    [TestCase("salainen")]
    [TestCase("$pbkdf2-sha512$100000$8PHy8/T19vf4.fr7/P3./w$RKAAZU7eVBhK74T8fvwxS74iAK1OEkcylT0GaXntlUA")]
    [TestCase("$pbkdf2-sha256$99999$8PHy8/T19vf4.fr7/P3./w$RKAAZU7eVBhK74T8fvwxS74iAK1OEkcylT0GaXntlUA")]
    [TestCase("$pbkdf2-sha256$10000001$8PHy8/T19vf4.fr7/P3./w$RKAAZU7eVBhK74T8fvwxS74iAK1OEkcylT0GaXntlUA")]
    [TestCase("$pbkdf2-sha256$-100000$8PHy8/T19vf4.fr7/P3./w$RKAAZU7eVBhK74T8fvwxS74iAK1OEkcylT0GaXntlUA")]
    [TestCase("$pbkdf2-sha256$100000$8PHy8/T19vf4$RKAAZU7eVBhK74T8fvwxS74iAK1OEkcylT0GaXntlUA")]
    [TestCase("$pbkdf2-sha256$100000$8PHy8/T19vf4.fr7/P3./w$RKAAZU7eVBhK74T8fvwxS74iAK1OEkcylT0Ga")]
    [TestCase("$pbkdf2-sha256$100000$8PHy8/T19vf4+fr7/P3./w==$RKAAZU7eVBhK74T8fvwxS74iAK1OEkcylT0GaXntlUA")]
    [TestCase("$pbkdf2-sha256$100000$8PHy8/T19vf4.fr7/P3./w$RKAAZU7eVBhK74T8fvwxS74iAK1OEkcylT0GaXntlUA$")]
    public void What_is_no_hash_is_none(string text) => Assert.That(PasswordHash.Parse(text), Is.Null);
}
