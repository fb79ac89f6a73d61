using Muutostieto.Hosting.Status;

namespace Muutostieto.Cli.Service.Site;

/// <summary>What an operator must see to, each with what to do, in the page's language. The program's own messages are English, as in the log: where one says more, it stands below.</summary>
internal static class TroubleList
{
    internal static Markup Of(IReadOnlyList<TroubleGroup> groups, SiteWords words) => groups.Count == 0 ? Markup.None : Markup.Of($"""
        <section aria-labelledby="troubles">
        <h2 id="troubles">{words.ToSeeTo}</h2>
        <ul class="troubles">
        {Markup.Join(groups.Select(group => Item(group, words)))}</ul>
        </section>

        """);

    private static Markup Item(TroubleGroup group, SiteWords words) => Markup.Of($"""
        <li class="{LevelOf(group).ClassOf()}">
        <p class="head">{Badge.Of(LevelOf(group), words.TroubleOf(group.First.Kind))} {About(group, words)}{(group.First.Since is { } since ? Markup.Of($"""<span class="since">{PageFrame.Since(since, words)}</span>""") : Markup.None)}</p>
        {Message(group, words)}
        <p class="todo"><b>{words.WhatToDo}</b> {words.RemedyOf(group.First.Kind, group.First.ExitCode)}</p>
        </li>

        """);

    private static Level LevelOf(TroubleGroup group) => group.IsUnhealthy ? Level.Bad : Level.Warning;

    private static Markup Message(TroubleGroup group, SiteWords words) => words.Tell(group, words) switch
    {
        null => Markup.Of($"""<p class="message" lang="en">{group.Message}</p>"""),
        { IsAll: true } said => Markup.Of($"""<p class="message">{said.Text}</p>"""),
        var said => Markup.Of($"""
            <p class="message">{said.Text}</p>
            <p class="detail">{words.ProgramSays} <span lang="en">{group.Message}</span></p>
            """),
    };

    private static Markup About(TroubleGroup group, SiteWords words) => group switch
    {
        { First: { Permit: { } permit, Delivery: { } first }, Last.Delivery: { } last, Troubles.Count: > 1 } =>
            Markup.Of($"""<a href="{PageFrame.LinkToPermit(permit, words)}">{permit}, {words.TitleOf(first.Kind, first.Number)} – {words.TitleOf(last.Kind, last.Number)}</a> """),
        { First.Delivery: { } delivery } => Markup.Of($"""<a href="{PageFrame.LinkTo(delivery, words)}">{delivery.Permit}, {words.TitleOf(delivery.Kind, delivery.Number)}</a> """),
        { First.Permit: { } permit } => Markup.Of($"""<a href="{PageFrame.LinkToPermit(permit, words)}">{permit}</a> """),
        _ => Markup.None,
    };
}
