using Muutostieto.Records.Identity;
using Muutostieto.Records.Model;

namespace Muutostieto.Deliveries.Tests.Identity;

/// <summary>
/// Random files of a feed about a few persons and their identity codes. Some of them contradict what was said before: both sides have to
/// refuse these.
/// </summary>
/// <param name="random">The same seed, the same feed.</param>
/// <param name="register">Says who has which code before a file.</param>
/// <param name="isWide">Whether persons also become invisible and visible again, and codes are mentioned that are others' by now.</param>
internal sealed class CodeFeed(Random random, FedRegister register, bool isWide)
{
    private readonly List<string> used = [];
    private int next;

    /// <summary>Every code that any file has named.</summary>
    internal IReadOnlyList<string> Codes => used;

    /// <summary>A base of a few persons, of which some share former codes.</summary>
    internal List<Record> Base()
    {
        string[] past = [Fresh(), Fresh()];
        var persons = new List<Record>();
        for (var count = random.Next(3, 6); count > 0; count--)
        {
            var own = Fresh();
            persons.Add(Person(own, [.. past.Where(_ => random.Next(3) == 0)]));
        }

        return persons;
    }

    /// <summary>The changes of some days.</summary>
    internal List<Record> Changes()
    {
        var codes = register.Known(used);
        var lines = new List<Record>();
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var eventCode = EventCode(codes);

            // The codes that a whole person's record lacks the register adds itself. A recipient of the feed is not given those that came
            // in the same file.
            if (!isWide && eventCode[0].Type == RecordType.New && codes.InForce.Contains(eventCode[0].Text(HeaderField.IdentityCode)))
            {
                return [.. eventCode];
            }

            lines.AddRange(eventCode);
        }

        return lines;
    }

    private Record[] EventCode(CodesKnown codes)
    {
        var (one, other, former) = (Pick(codes.InForce), Pick(codes.InForce), codes.Former.Count > 0 ? Pick(codes.Former) : Fresh());
        switch (random.Next(isWide ? 18 : 15))
        {
            case 0: return [Person(Fresh())];
            case 1: return [Person(former)];
            case 2: return [Person(Fresh(), former)];
            case 3 or 4: return [Rekeyed(one, Fresh())];
            case 5: return [Rekeyed(one, former)];
            case 6: return [Rekeyed(one, other), Rekeyed(other, one)];
            case 7 when Fresh() is var third: return [Rekeyed(one, third), Rekeyed(other, one), Rekeyed(third, other)];
            case 8: return [Changed(one).Code('0', one, '1').Code('3', other, '2')];
            case 9: return [Changed(one).Code('1', former, '2')];
            case 10: return [Renamed(former)];
            case 11: return [Changed(one).Code('4', former, '2')];
            case 12: return [Changed(one).Code("01"[random.Next(2)], other, '1')];
            case 13: return [Person(one, [former, .. isWide ? [] : register.FormerCodesOf(one, used)])];
            case 14: return [Renamed(one)];
            case 15 when codes.Given.Count > 0: return [Changed(one).Code('0', Pick(codes.Given), '2')];
            case 16: return [Renamed(Fresh())];
            default: return [Changed(one).With("204", '3', ("kuntanumero", random.Next(2) == 0 ? "091" : "205"), ("muuttopv", "20260501"))];
        }
    }

    private Record Person(string code, params string[] former)
    {
        var record = New(code, "1").Code('1', code, '1');
        foreach (var past in former.Distinct().Where(past => past != code))
        {
            record.Code('1', past, '2');
        }

        return record
            .With("004", '1', ("sukunimi", $"Nimi{++next}"), ("etunimet", "Aino"))
            .With("204", '1', ("kuntanumero", "205"), ("muuttopv", "20260101"));
    }

    private static Record Rekeyed(string from, string to) => Changed(from).Code('3', from, '2').Code('1', to, '1');

    private Record Renamed(string code) => Changed(code).With("004", '3', ("sukunimi", $"Nimi{++next}"), ("etunimet", "Aino"));

    private static Record Changed(string code) => New(code, "0");

    private string Pick(IReadOnlyList<string> codes) => codes[random.Next(codes.Count)];

    private string Fresh()
    {
        used.Add(PersonalIdentityCode.Create(new DateOnly(1980, 1, 1).AddDays(used.Count), '-', 900 + (used.Count % 50)).ToString());
        return used[^1];
    }

    private static Record New(string code, string type)
    {
        var record = new Record();
        record.Set(HeaderField.IdentityCode, code);
        record.Set(HeaderField.Event, "XAZ");
        record.Set(HeaderField.Registered, "20260601");
        record.Set(HeaderField.Type, type);
        record.Set(HeaderField.Role, "1");
        return record;
    }
}
