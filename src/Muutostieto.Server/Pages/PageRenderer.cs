using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Muutostieto.Server.Words;

namespace Muutostieto.Server.Pages;

/// <summary>Renders pages to HTML on the server. A page has no state and no script: what is sent is all there is.</summary>
internal sealed class PageRenderer(ILoggerFactory loggers) : IDisposable
{
    private readonly ServiceProvider services =
        new ServiceCollection().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();

    /// <param name="words">The page's language.</param>
    /// <param name="parameters">The page's parameters by name.</param>
    internal async Task<string> RenderAsync<TPage>(SiteWords words, params (string Name, object? Value)[] parameters)
        where TPage : SiteComponent
    {
        var renderer = new HtmlRenderer(services, loggers);
        await using (renderer.ConfigureAwait(false))
        {
            RenderFragment page = builder =>
            {
                builder.OpenComponent<TPage>(0);
                foreach (var (name, value) in parameters)
                {
                    builder.AddComponentParameter(1, name, value);
                }

                builder.CloseComponent();
            };
            var root = ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(PageRoot.Words)] = words,
                [nameof(PageRoot.Page)] = page,
            });
            return await renderer.Dispatcher
                .InvokeAsync(async () => (await renderer.RenderComponentAsync<PageRoot>(root)).ToHtmlString()).ConfigureAwait(false);
        }
    }

    public void Dispose() => services.Dispose();
}
