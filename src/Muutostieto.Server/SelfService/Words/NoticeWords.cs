namespace Muutostieto.Server.SelfService.Words;

/// <summary>Words of the pages of technical notices.</summary>
internal sealed class NoticeWords(string language) : AreaWords("NoticeWords", language), IAreaWords<NoticeWords>
{
    public string Task => Text();

    public string TaskWhat => Text();

    public string None => Text();

    public string Publish => Text();

    public string PublishWhat => Text();

    public string NonePublished => Text();

    public string New => Text();

    public string Edit => Text();

    public string Change => Text();

    public string Remove => Text();

    public string RemoveTitle => Text();

    public string RemoveWhat => Text();

    public string Fi => Text();

    public string Sv => Text();

    public string En => Text();

    public string TextHint => Text();

    public string FromDay => Text();

    public string FromTime => Text();

    public string ToDay => Text();

    public string ToTime => Text();

    public string FromHint => Text();

    public string ToHint => Text();

    public string TimeHint => Text();

    public string ToTimeHint => Text();

    public string Save => Text();

    public string Shown => Text();

    public string Body => Text();

    public string Changed => Text();

    public string Actions => Text();

    static NoticeWords IAreaWords<NoticeWords>.In(string language) => new(language);

    internal string BetweenOf(string from, string? to) => to is null ? Format(Text("Since"), from) : Format(Text("Between"), from, to);
}
