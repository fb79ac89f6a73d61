namespace Muutostieto.Server.SelfService.Words;

/// <summary>Words that can be had in each language.</summary>
/// <typeparam name="TSelf">The words.</typeparam>
internal interface IAreaWords<TSelf>
    where TSelf : AreaWords, IAreaWords<TSelf>
{
    /// <param name="language">fi, sv or en.</param>
    static abstract TSelf In(string language);
}
