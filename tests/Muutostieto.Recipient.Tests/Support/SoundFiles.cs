using FsCheck;
using FsCheck.Fluent;
using Muutostieto.Records.Identity;
using Muutostieto.Records.Model;

namespace Muutostieto.Recipient.Tests.Support;

/// <summary>Random sound files of one record or more.</summary>
public static class SoundFiles
{
    public static Arbitrary<SoundFile> Files() =>
        Arb.From(Gen.NonEmptyListOf(Records).Resize(8).Select(records => new SoundFile([.. records])));

    private static Gen<string> Codes =>
        from day in Gen.Choose(0, 30_000)
        from number in Gen.Choose(900, 999)
        let born = new DateOnly(1925, 1, 1).AddDays(day)
        select PersonalIdentityCode.Create(born, born.Year < 2000 ? '-' : 'A', number).ToString();

    private static Gen<string> Dates => Gen.Elements("20170222", "19660500", "19710000", "99990000", "00000101", "");

    private static Gen<Action<Record>> Groups =>
        Gen.OneOf(
            from sex in Gen.Elements("1", "2")
            select Do(record => record.With("003", '1', $"sukupuoli={sex}")),
            from code in Codes
            from passive in Gen.Elements("1", "2")
            select Do(record => record.With("001", '1', $"hetu={code}", $"voimassaolo={passive}")),
            from day in Dates
            select Do(record => record.With("013", '1', $"kuolinpv={day}")),
            from street in Gen.Elements("Kirkkokatu", "Ylä-Åvägen", "")
            from day in Dates
            select Do(record => record.With("101", '1', $"katu_fi={street}", "katunumero=5", "postinumero=87100", $"alkupv={day}")),
            from wrong in Gen.Elements("1", "2")
            select Do(record => record.With("003", '5', $"sukupuoli={wrong}").With("003", '6', "sukupuoli=2")),
            from code in Codes
            from kind in Gen.Elements("03", "06", "36")
            select Do(record => record.With("305", 1, '1', $"hetu={code}", $"laji={kind}")),
            from day in Dates
            select Do(record =>
                record
                    .With("305", '1', "laji=1")
                    .With("451", '0', $"syntymapv={day}", "sukupuoli=1", "sukunimi=Mäki", "maa=998")
                    .With("452", '0', "teksti=Entinen valtio")),
            from codes in Gen.ArrayOf(Codes).Resize(3)
            select Do(record => Guardians(record, codes)),
            Gen.Constant(Do(record => record.With("002", '1', "kielikoodi=98").With("452", '0', "teksti=suomalainen viittomakieli"))));

    private static Gen<Record> Records =>
        from code in Codes
        from type in Gen.Elements("0", "1")
        from groups in Gen.NonEmptyListOf(Groups).Resize(6)
        select groups.Aggregate(Some.Record(type, code), (record, add) =>
        {
            add(record);
            return record;
        });

    private static Action<Record> Do(Action<Record> add) => add;

    private static void Guardians(Record record, string[] codes)
    {
        record.With("306", '1', "alkupv=20200101", "toimintakelpoisuus=1", $"edunvalvojien_lkm={codes.Length:D2}");
        foreach (var code in codes)
        {
            record.With("307", '1', $"hetu={code}", "alkupv=20200101");
        }
    }
}
