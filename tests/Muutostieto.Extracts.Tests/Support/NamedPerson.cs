namespace Muutostieto.Extracts.Tests.Support;

/// <summary>An invented person with names; by default in Kajaani, with a code of another day than that of birth.</summary>
internal sealed record NamedPerson(string IdentityCode)
{
    internal string Surname { get; init; } = "Korhonen";

    internal string FirstNames { get; init; } = "Aino Maria";

    internal string? CallName { get; init; }

    internal IReadOnlyList<string> FormerSurnames { get; init; } = [];

    internal IReadOnlyList<string> FormerFirstNames { get; init; } = [];

    internal string? FormerCallName { get; init; }

    /// <summary>VVVVKKPP, of group 901; empty: no such group.</summary>
    internal string Born { get; init; } = "19500615";

    internal IReadOnlyList<string> FormerCodes { get; init; } = [];

    internal string Municipality { get; init; } = "205";

    /// <summary>A code of group 910.</summary>
    internal string? Ban { get; init; }

    internal bool IsProtected { get; init; }

    internal bool IsDead { get; init; }

    /// <summary>A code with its right check character.</summary>
    /// <param name="number">0 to 27 999: another code for each; of people born in the 1950s.</param>
    /// <param name="sign">Of the 1900s.</param>
    internal static string Code(int number, char sign = '-')
    {
        var (day, month, individual) = (1 + (number / 100 % 28), 1 + (number / 2800 % 10), 900 + (number % 100));
        var check = "0123456789ABCDEFHJKLMNPRSTUVWXY"[(((day * 10000) + (month * 100) + 50) * 1000 + individual) % 31];
        return FormattableString.Invariant($"{day:D2}{month:D2}50{sign}{individual}{check}");
    }

    internal string Document
    {
        get
        {
            List<string> groups = [Group("004", ("sukunimi", Surname), ("etunimet", FirstNames))];
            groups.AddRange(FormerSurnames.Select(name => Group("005", ("nimi", name), ("nimilaji", "05"))));
            groups.AddRange(FormerFirstNames.Select(name => Group("005", ("nimi", name), ("nimilaji", "06"))));
            if (IsDead)
            {
                groups.Add(Group("013", ("kuolinpv", "20260101")));
            }

            if (IsProtected)
            {
                groups.Add(Group("015", ("paattymispv", "99990000")));
            }

            groups.Add(Group("101", ("katu_fi", $"Katu {IdentityCode}"), ("postinumero", "87100"), ("alkupv", "20010515")));
            groups.Add(Group("204", ("kuntanumero", Municipality), ("muuttopv", "20010515")));
            if (CallName is not null)
            {
                groups.Add(Group("423", ("nimi", CallName), ("nimilaji", "04")));
            }

            if (FormerCallName is not null)
            {
                groups.Add(Group("423", ("nimi", FormerCallName), ("nimilaji", "09")));
            }

            if (Born.Length > 0)
            {
                groups.Add(Group("901", ("syntymapv", Born)));
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
