using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Muutostieto.Server.SelfService.Pages;

/// <summary>Renders pages to HTML on the server. A page has no state there: what is sent is all there is.</summary>
internal sealed class SelfServiceRenderer(ILoggerFactory loggers) : IDisposable
{
    private readonly ServiceProvider services =
        new ServiceCollection().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();

    /// <param name="page">A component.</param>
    /// <param name="context">What every part of it knows.</param>
    /// <param name="parameters">The component's parameters by name.</param>
    internal async Task<string> RenderAsync(Type page, PageContext context, IReadOnlyList<(string Name, object? Value)> parameters)
    {
        var renderer = new HtmlRenderer(services, loggers);
        await using (renderer.ConfigureAwait(false))
        {
            RenderFragment content = builder =>
            {
                builder.OpenComponent(0, page);
                foreach (var (name, value) in parameters)
                {
                    builder.AddComponentParameter(1, name, value);
                }

                builder.CloseComponent();
            };
            var root = ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(SelfServiceRoot.Context)] = context,
                [nameof(SelfServiceRoot.Page)] = content,
            });
            return await renderer.Dispatcher
                .InvokeAsync(async () => (await renderer.RenderComponentAsync<SelfServiceRoot>(root)).ToHtmlString())
                .ConfigureAwait(false);
        }
    }

    public void Dispose() => services.Dispose();
}
