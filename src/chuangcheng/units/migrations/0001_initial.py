import chuangcheng.kit.tables
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('places', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='Unit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=40, unique=True)),
                    ('short_name_zh', models.CharField(blank=True, max_length=60)),
                    ('kind', models.CharField(choices=[('party', 'Party body'), ('government', 'Government department'), ('judicial', 'Judicial organ'), ('military', 'Military organ'), ('mass', "People's organisation"), ('media', 'News media'), ('central_provincial', 'Central or provincial body'), ('subdistrict', 'Sub-district'), ('town', 'Town'), ('community', 'Community'), ('institution', 'Public institution'), ('school', 'School'), ('hospital', 'Hospital'), ('enterprise', 'Enterprise'), ('utility', 'Utility'), ('transport', 'Transport'), ('telecom', 'Telecommunications'), ('bank', 'Bank')], default='government', max_length=30)),
                    ('path', models.CharField(max_length=400, unique=True)),
                    ('is_commission_member', models.BooleanField(default=False)),
                    ('is_active', models.BooleanField(default=True)),
                    ('search_text', models.TextField(blank=True)),
                    ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='units.unit')),
                ],
                options={
                    'ordering': ['path'],
                },
            ), migrations.CreateModel(
                name='Role',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=40, unique=True)),
                    ('verbs', models.JSONField(default=list)),
                    ('is_builtin', models.BooleanField(default=False)),
                ],
                options={
                    'ordering': ['code'],
                },
            ), migrations.CreateModel(
                name='Post',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=60, unique=True)),
                    ('is_head', models.BooleanField(default=False)),
                    ('is_liaison', models.BooleanField(default=False)),
                    ('is_active', models.BooleanField(default=True)),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='units.unit')),
                ],
                options={
                    'ordering': ['unit__path', 'code'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('is_active', True), ('is_head', True)), fields=('unit',), name='one_head_of_unit')],
                },
            ), migrations.CreateModel(
                name='Group',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=20, unique=True)),
                    ('kind', models.CharField(choices=[('supervision', 'Supervision group'), ('working', 'Working group')], default='working', max_length=20)),
                    ('remit_zh', models.TextField(blank=True)),
                    ('lead_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ('member_units', models.ManyToManyField(blank=True, related_name='+', to='units.unit')),
                ],
                options={
                    'ordering': ['code'],
                },
            ), migrations.CreateModel(
                name='PostInvitation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('taken_up_at', models.DateTimeField(blank=True, null=True)),
                    ('invitation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.invitation')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.post')),
                ],
            ), migrations.CreateModel(
                name='Grant',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField(blank=True, null=True)),
                    ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='units.post')),
                    ('role', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.role')),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_at', None), ('ends_at__gte', models.F('starts_at')), _connector='OR'), name='grant_in_order')],
                },
            ), migrations.CreateModel(
                name='Holding',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField(blank=True, null=True)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to='units.post')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ends_at', None)), fields=('post',), name='one_holder_at_a_time'), models.CheckConstraint(condition=models.Q(('ends_at', None), ('ends_at__gte', models.F('starts_at')), _connector='OR'), name='holding_in_order')],
                },
            ), migrations.CreateModel(
                name='GroupMember',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('is_head', models.BooleanField(default=False)),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='units.group')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.post')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('group', 'post'), name='post_once_in_group')],
                },
            )],
        ),
    ]
