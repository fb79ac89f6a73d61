using System.Security.Cryptography;
using System.Text;
using Muutostieto.Records.Model;
using Muutostieto.Records.Reconciliation;
using Muutostieto.Records.Tests.Support;

namespace Muutostieto.Records.Tests.Reconciliation;

public sealed class ResidentDigestsTests
{
    private static readonly Record Aino = Notified.Base(
        "0041 sukunimi=Äijälä; etunimet=Aino",
        "2041 kuntanumero=205; muuttopv=20200101",
        "4211 laji=99; osoite=a@example.fi");
    private static readonly Record Eino = Notified.Base("0041 sukunimi=Korhonen; etunimet=Eino", "2041 kuntanumero=205");

    [Test]
    public void The_digest_is_the_hash_of_a_text_that_anybody_can_write()
    {
        var person = Notified.Base(
            "3061 alkupv=20200101; edunvalvojien_lkm=02",
            "3071 y_tunnus=1234567-8",
            "3071 hetu=311299A999Y",
            "2041 kuntanumero=205; muuttopv=20190500",
            "0041 sukunimi=Šimić; etunimet=Ängla Åsa; merkkilippu=1",
            "0021 kielikoodi=98",
            "4520 teksti=viittomakieli | suomalainen kieli");
        string[] lines =
        [
            "hetu=010190-900X",
            "002|kielikoodi=98",
            ">452|teksti=viittomakieli   suomalainen ki",
            "004|sukunimi=Simic|etunimet=Ängla Åsa",
            "204|kuntanumero=205|muuttopv=20190500",
            "306|alkupv=20200101|edunvalvojien_lkm=02",
            ">307|hetu=311299A999Y",
            ">307|y_tunnus=1234567-8",
        ];
        Assert.That(
            Of(person).Digest,
            Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))))))
        );
    }

    [Test]
    public void Two_persons_are_the_sum_of_their_hashes_in_either_order()
    {
        var sum = (Number(Of(Aino).Digest) + Number(Of(Eino).Digest)) % (System.Numerics.BigInteger.One << 256);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Number(Of(Aino, Eino).Digest), Is.EqualTo(sum));
            Assert.That(Of(Eino, Aino), Is.EqualTo(Of(Aino, Eino)));
            Assert.That(Of(Aino, Eino).Persons, Is.EqualTo(2));
        }
    }

    [Test]
    public void A_municipality_without_residents_has_a_digest_of_zeros()
    {
        var digests = new ResidentDigests();
        digests.Expect("290");
        Assert.That(
            digests.Municipalities.Single(),
            Is.EqualTo(new MunicipalityDigest("290", 0, new string('0', 64)) { GenuineDigest = new string('0', 64) }));
    }

    [Test]
    public void Of_genuine_groups_alone_the_digest_is_that_of_a_person_without_others()
    {
        string[] genuine = ["0041 sukunimi=Äijälä; etunimet=Aino", "2041 kuntanumero=205"];
        var (without, with) = (
            Of(Notified.Base(genuine)),
            Of(Notified.Base([.. genuine, "9011 syntymapv=19900101", "9031 siviilisaaty=1"])));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(without.GenuineDigest, Is.EqualTo(without.Digest));
            Assert.That(with.GenuineDigest, Is.EqualTo(without.Digest));
            Assert.That(with.Digest, Is.Not.EqualTo(without.Digest));
        }
    }

    [Test]
    public void Municipalities_are_distinguished_and_so_are_those_without()
    {
        var digests = new ResidentDigests();
        digests.Add(Aino);
        digests.Add(Notified.Base("2041 kuntanumero=091"));
        digests.Add(Notified.Base("0031 sukupuoli=1"));
        Assert.That(
            digests.Municipalities.Select(municipality => (municipality.Municipality, municipality.Persons)),
            Is.EqualTo(new[] { ("", 1L), ("091", 1L), ("205", 1L) }));
    }

    [TestCase(
        "0041 sukunimi=Äijälä; etunimet=Aini",
        "2041 kuntanumero=205; muuttopv=20200101",
        "4211 laji=99; osoite=a@example.fi",
        Description = "a letter"
    )]
    [TestCase(
        "0041 sukunimi=Äijälä; etunimet=Aino",
        "2041 kuntanumero=205; muuttopv=20200102",
        "4211 laji=99; osoite=a@example.fi",
        Description = "a day"
    )]
    [TestCase("0041 sukunimi=Äijälä; etunimet=Aino", "2041 kuntanumero=205; muuttopv=20200101", Description = "a group lost")]
    [TestCase(
        "0041 sukunimi=Äijälä",
        "2041 kuntanumero=205; muuttopv=20200101",
        "4211 laji=99; osoite=a@example.fi",
        Description = "a field lost"
    )]
    [TestCase(
        "0041 sukunimi=Aino; etunimet=Äijälä",
        "2041 kuntanumero=205; muuttopv=20200101",
        "4211 laji=99; osoite=a@example.fi",
        Description = "fields changed about"
    )]
    [TestCase(
        "0041 sukunimi=Äijälä; etunimet=Aino",
        "2041 kuntanumero=205; muuttopv=20200101",
        "4211 laji=99; osoite=a@example.fi",
        "4211 laji=99; osoite=a@example.fi",
        Description = "a group doubled"
    )]
    public void Whatever_is_altered_makes_another_digest(params string[] groups) =>
        Assert.That(Of(Notified.Base(groups)).Digest, Is.Not.EqualTo(Of(Aino).Digest));

    [TestCase(
        "4211 laji=99; osoite=a@example.fi",
        "2041 kuntanumero=205; muuttopv=20200101",
        "0041 sukunimi=Äijälä; etunimet=Aino",
        Description = "another order"
    )]
    [TestCase(
        "0041 sukunimi=Äijälä; etunimet=Aino; merkkilippu=3",
        "2043 kuntanumero=205; muuttopv=20200101",
        "4211 laji=99; osoite=a@example.fi",
        Description = "flags and attributes"
    )]
    [TestCase(
        "0041 sukunimi=Äijälä; etunimet=Aino",
        "2041 kuntanumero=205; muuttopv=20200101",
        "4211 laji=99; osoite=a@example.fi",
        Description = "the same"
    )]
    public void What_does_not_matter_makes_no_difference(params string[] groups) =>
        Assert.That(Of(Notified.Base(groups)), Is.EqualTo(Of(Aino)));

    [TestCase("0041 sukunimi=Šåŵ|Ž; etunimet=Nguyễn Thị", "0041 sukunimi=Sånguyen")]
    public void A_letter_that_the_fixed_form_lacks_counts_as_what_it_has_for_it(string group, string unlike)
    {
        var csv = Notified.Base(group, "2041 kuntanumero=205");
        var fromFixed = Forms.ReadFixed(Forms.Fixed([csv])).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Forms.Show(fromFixed), Is.Not.EqualTo(Forms.Show(csv)), "the forms differ");
            Assert.That(Of(fromFixed), Is.EqualTo(Of(csv)));
            Assert.That(Of(Notified.Base(unlike, "2041 kuntanumero=205")).Digest, Is.Not.EqualTo(Of(csv).Digest));
        }
    }

    [Test]
    public void A_text_too_long_counts_as_far_as_the_fixed_form_has_it()
    {
        var csv = Notified.Base($"0041 sukunimi={new string('ž', 120)}", "2041 kuntanumero=205");
        Assert.That(Of(Forms.ReadFixed(Forms.Fixed([csv])).Single()), Is.EqualTo(Of(csv)));
    }

    [SeededProperty(Arbitrary = [typeof(RecordGenerators)], MaxTest = 300)]
    public void Any_record_has_one_digest_in_both_forms(Record record)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Of(Forms.ReadFixed(Forms.Fixed([record])).Single()), Is.EqualTo(Of(record)), "fixed width");
            Assert.That(Of(Forms.ReadCsv(Forms.Csv([record])).Single()), Is.EqualTo(Of(record)), "CSV");
        }
    }

    /// <summary>The residents' last municipality.</summary>
    private static MunicipalityDigest Of(params Record[] residents)
    {
        var digests = new ResidentDigests();
        foreach (var resident in residents)
        {
            digests.Add(resident);
        }

        return digests.Municipalities[^1];
    }

    private static System.Numerics.BigInteger Number(string hexadecimal) =>
        System.Numerics.BigInteger.Parse(
            "0" + hexadecimal,
            System.Globalization.NumberStyles.AllowHexSpecifier,
            System.Globalization.CultureInfo.InvariantCulture);
}
