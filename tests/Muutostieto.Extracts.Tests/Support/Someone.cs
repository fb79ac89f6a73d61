namespace Muutostieto.Extracts.Tests.Support;

/// <summary>An invented person; the defaults are those of a woman in Kajaani.</summary>
internal sealed record Someone(int Number)
{
    private const string Checks = "0123456789ABCDEFHJKLMNPRSTUVWXY";

    internal string Born { get; init; } = "19500615";

    internal string Sex { get; init; } = "2";

    internal string Language { get; init; } = "fi";

    internal string Municipality { get; init; } = "205";

    internal string PostalCode { get; init; } = "87100";

    /// <summary>Of a building; null: no dwelling.</summary>
    internal string? Dwelling { get; init; }

    /// <summary>A code of group 910.</summary>
    internal string? Ban { get; init; }

    internal bool IsProtected { get; init; }

    internal bool IsDead { get; init; }

    /// <summary>When, of the dead.</summary>
    internal string Died { get; init; } = "20260101";

    /// <summary>The individual number is 900 to 999, so that no such person exists; the day of birth makes room for more.</summary>
    internal string IdentityCode
    {
        get
        {
            var (day, month, individual) = (1 + (Number / 100 % 28), 1 + (Number / 2800 % 12), 900 + (Number % 100));
            var check = Checks[(((day * 10000) + (month * 100) + 50) * 1000 + individual) % 31];
            return FormattableString.Invariant($"{day:D2}{month:D2}50-{individual}{check}");
        }
    }

    internal string Document
    {
        get
        {
            List<string> groups = [Group("002", ("kielikoodi", Language)), Group("003", ("sukupuoli", Sex))];
            if (IsDead)
            {
                groups.Add(Group("013", ("kuolinpv", Died)));
            }

            if (IsProtected)
            {
                groups.Add(Group("015", ("paattymispv", "99990000")));
            }

            groups.Add(Group("101", ("katu_fi", "Salakuja"), ("katunumero", "7"), ("postinumero", PostalCode), ("alkupv", "20010515")));
            groups.Add(Group("204", ("kuntanumero", Municipality), ("muuttopv", "20010515")));
            groups.Add(Group("901", ("syntymapv", Born)));
            if (Dwelling is not null)
            {
                groups.Add(Group("909", ("rakennustunnus", Dwelling), ("osoitenumero", "1"), ("huoneistonumero", "004")));
            }

            if (Ban is not null)
            {
                groups.Add(Group("910", ("laji", Ban), ("alkupv", "20200101")));
            }

            return $$"""{"hetu":"{{IdentityCode}}","ryhmat":[{{string.Join(',', groups)}}]}""";
        }
    }

    private static string Group(string code, params (string Name, string Value)[] fields) =>
        $$"""{"ryhma":"{{code}}","muutos":"1",{{string.Join(',', fields.Select(field => $"\"{field.Name}\":\"{field.Value}\""))}}}""";
}
