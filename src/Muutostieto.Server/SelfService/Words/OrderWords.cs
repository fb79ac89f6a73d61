namespace Muutostieto.Server.SelfService.Words;

/// <summary>Words of the pages of orders.</summary>
internal sealed class OrderWords(string language) : AreaWords("OrderWords", language), IAreaWords<OrderWords>
{
    public string Task => Text();

    public string TaskWhat => Text();

    public string None => Text();

    public string NoPermits => Text();

    public string New => Text();

    public string NewWhat => Text();

    public string Title => Text();

    public string TitleHint => Text();

    public string Permit => Text();

    public string Purpose => Text();

    public string Target => Text();

    public string Choose => Text();

    public string Who => Text();

    public string WhoHint => Text();

    public string AgeFrom => Text();

    public string AgeTo => Text();

    public string AgeHint => Text();

    public string Sexes => Text();

    public string Municipalities => Text();

    public string MunicipalitiesHint => Text();

    public string PostalCodes => Text();

    public string CodesHint => Text();

    public string MotherTongues => Text();

    public string MotherTonguesHint => Text();

    public string Contents => Text();

    public string Package => Text();

    public string NoPackage => Text();

    public string Groups => Text();

    public string SampleSize => Text();

    public string SampleSizeHint => Text();

    public string Formats => Text();

    public string FormatsHint => Text();

    public string Message => Text();

    public string MessageHint => Text();

    public string Expert => Text();

    public string Json => Text();

    public string JsonHint => Text();

    public string Preview => Text();

    public string Count => Text();

    public string CountWhat => Text();

    public string NotCounted => Text();

    public string TooFew => Text();

    public string Price => Text();

    public string NoPrice => Text();

    public string Size => Text();

    public string Refusal => Text();

    public string Deliveries => Text();

    static OrderWords IAreaWords<OrderWords>.In(string language) => new(language);

    internal string OneOf(string number) => Format(Text("One"), number);

    internal string EditOf(string number) => Format(Text("Edit"), number);

    internal string WithdrawOf(string number) => Format(Text("WithdrawTitle"), number);

    internal string SexOf(string code) => Find($"Sex.{code}") ?? code;

    internal string MostCountsOf(long most) => Format(Text("CountMost"), most);

    internal string CountedOf(string target) => Format(Text("Counted"), target);

    internal string EurosOf(string amount) => Format(Text("Euros"), amount);

    /// <summary>Of a count that was rounded down.</summary>
    internal string AtLeast(string count) => Format(Text(), count);
}
